using System.Text;
using KubectlWebhookCert.X509.Pem;

namespace KubectlWebhookCert.X509.Tests.Pem;

/// <summary>The rows were checked against Go 1.19's encoding/pem and against that of 1.25.4.</summary>
public sealed class PemReaderTests
{
    [Theory]
    [InlineData("-----BEGIN A-----\nQUJD\n-----END A-----\n", "A=ABC")]
    [InlineData("-----BEGIN A-----\nQUJD\n-----END A-----", "A=ABC")]
    [InlineData("text\n-----BEGIN A-----\nQUJD\n-----END A-----\ntext", "A=ABC")]
    [InlineData("-----BEGIN A-----\r\nQU\r\nJD\r\n-----END A-----\r\n", "A=ABC")]
    [InlineData("-----BEGIN A----- \t\nQUJD \n-----END A----- \t\n", "A=ABC")]
    [InlineData("-----BEGIN A-----\nQ U\tJ\n\nD\n-----END A-----\n", "A=ABC")]
    [InlineData("-----BEGIN A-----\nQUI=\n-----END A-----\n", "A=AB")]
    [InlineData("-----BEGIN A-----\nQU\nI\n=\n-----END A-----\n", "A=AB")]
    [InlineData("-----BEGIN A-----\nQR==\n-----END A-----\n", "A=A")] // unused bits set
    [InlineData("-----BEGIN A-----\n-----END A-----\n", "A=")]
    [InlineData("-----BEGIN A-----\n\n-----END A-----\n", "A=")]
    [InlineData("-----BEGIN -----\nQUJD\n-----END -----\n", "=ABC")]
    [InlineData("-----BEGIN A-----\nQUJD\n-----END A-----\n-----BEGIN B C-----\nQUJD\n-----END B C-----\n", "A=ABC B C=ABC")]
    [InlineData("-----BEGIN A-----\nk: v\nProc-Type:4,ENCRYPTED\nk: w\n\nQUJD\n-----END A-----\n", "A{k=w,Proc-Type=4,ENCRYPTED}=ABC")]
    [InlineData("-----BEGIN A-----\nk: v\nQUJD\n-----END A-----\n", "A{k=v}=ABC")]
    public void Reads_blocks(string text, string expected)
    {
        Assert.Equal(expected, Show(text, PemRules.Current));
        Assert.Equal(expected, Show(text, PemRules.Classic));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("QUJD", "")]
    [InlineData(" -----BEGIN A-----\nQUJD\n-----END A-----\n", "")]
    [InlineData("\uFEFF-----BEGIN A-----\nQUJD\n-----END A-----\n", "")]
    [InlineData("-----BEGIN A-----\nQUJD\n-----END B-----\n", "")]
    [InlineData("-----BEGIN A-----\nQUJD\n-----END A----\n", "")]
    [InlineData("-----BEGIN A-----\nQUJD\n-----END A-----x\n", "")]
    [InlineData("-----BEGIN A-----\nQUJD-----END A-----\n", "")]
    [InlineData("-----BEGIN A----\nQUJD\n-----END A-----\n", "")]
    [InlineData("-----BEGIN A-----QUJD\n-----END A-----\n", "")]
    [InlineData("-----BEGIN A-----\nQUJ\n-----END A-----\n", "")]
    [InlineData("-----BEGIN A-----\nQ===\n-----END A-----\n", "")]
    [InlineData("-----BEGIN A-----\nQQ==QQ==\n-----END A-----\n", "")]
    [InlineData("-----BEGIN A-----\nQQ==\n=\n-----END A-----\n", "")]
    [InlineData("-----BEGIN A-----\nQU_D\n-----END A-----\n", "")]
    [InlineData("-----BEGIN A-----\rQUJD\r-----END A-----\r", "")]
    [InlineData("-----BEGIN A-----\nk: v\n-----END A-----\n", "")]
    [InlineData("-----BEGIN A-----\nQUJD\n-----END A----------BEGIN B-----\nQUJD\n-----END B-----\n", "")] // glued
    [InlineData("-----BEGIN A-----\nQUJD\n-----END A----------BEGIN B-----\nQUJD\n-----END B-----\n-----BEGIN C-----\nQUJD\n-----END C-----\n", "C=ABC")]
    [InlineData("-----BEGIN A-----\nQUJD\n-----BEGIN A-----\nREVG\n-----END A-----\n", "A=DEF")]
    [InlineData("-----BEGIN A-----\n?\n-----END A-----\n-----BEGIN A-----\nREVG\n-----END A-----\n", "A=DEF")]
    public void Passes_over_what_is_damaged(string text, string expected)
    {
        Assert.Equal(expected, Show(text, PemRules.Current));
        Assert.Equal(expected, Show(text, PemRules.Classic));
    }

    [Theory]
    [InlineData("-----BEGIN A-----\nx-----BEGIN B-----\nQUJD\n-----END A-----\n-----BEGIN C-----\nQUJD\n-----END C-----\n", "C=ABC", "C=ABC")]
    [InlineData("-----BEGIN A:b-----\n-----END A:b-----\n-----BEGIN C-----\nQUJD\n-----END C-----\n", "C=ABC", "")]
    [InlineData("-----BEGIN A-----\nk: v\n-----END A-----\n-----BEGIN A-----\nQUJD\n-----END A-----\n", "A=ABC", "A=ABC")]
    [InlineData("\n-----END -----BEGIN A-----\nQUJD\n-----END A-----\n", "", "A=ABC")]
    public void Differs_between_old_and_new_Go(string text, string classic, string current)
    {
        Assert.Equal(classic, Show(text, PemRules.Classic));
        Assert.Equal(current, Show(text, PemRules.Current));
    }

    [Fact]
    public void Counts_the_blocks_it_cannot_read_too()
    {
        var content = PemReader.Read("-----BEGIN A-----\nx\n-----END A-----\n-----BEGIN A-----\nQUJD\n-----END A-----\n"u8);

        var block = Assert.Single(content.Blocks);
        Assert.Equal((2, 36), (block.Ordinal, block.Offset));
    }

    [Fact]
    public void Shows_where_a_block_is_and_nothing_of_what_it_holds()
    {
        var content = PemReader.Read(Encoding.ASCII.GetBytes("-----BEGIN EC PRIVATE KEY-----\nQUJD\n-----END EC PRIVATE KEY-----\n"));

        Assert.Equal("block 1 at offset 0: EC PRIVATE KEY", content.Blocks[0].ToString());
    }

    [Theory]
    [InlineData("PRIVATE KEY", true)]
    [InlineData("EC PRIVATE KEY", true)]
    [InlineData("XPRIVATE KEY", false)]
    [InlineData("CERTIFICATE", false)]
    public void Knows_private_keys_by_their_label(string label, bool expected)
    {
        var content = PemReader.Read(Encoding.ASCII.GetBytes($"-----BEGIN {label}-----\nQUJD\n-----END {label}-----\n"));

        Assert.Equal(expected, content.Blocks[0].IsPrivateKey);
    }

    private static string Show(string text, PemRules rules) =>
        string.Join(' ', PemReader.Read(Encoding.UTF8.GetBytes(text), rules).Blocks.Select(Show));

    private static string Show(PemBlock block)
    {
        var headers = string.Join(',', block.Headers.Select(header => $"{header.Name}={header.Value}"));
        return $"{block.Label}{(headers.Length > 0 ? $"{{{headers}}}" : "")}={Encoding.UTF8.GetString(block.Bytes.Span)}";
    }
}
