namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>
/// How pages look: on a light and on a dark screen, on paper, in a narrow window. Text has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3), and
/// whatever a colour says is said by a word or a sign besides (1.4.1).
/// </summary>
internal static class PageStyle
{
    /// <summary>The style sheet.</summary>
    public const string Rules = Light + Dark + Page + Pictures + Paper;

    private const string LightColours =
        "--page:#ffffff;--card:#f6f8fa;--ink:#1f2328;--soft:#57606a;--edge:#818b98;--rule:#d8dee4;--link:#0b57d0;--bar:#3b6ea5;"
        + "--error:#b3261e;--error-card:#fdf1f0;--warning:#855300;--warning-card:#fcf5e4;--sound:#1a6b3c";

    private const string Light = ":root{color-scheme:light dark;" + LightColours + """
        ;--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;
        --sans:system-ui,-apple-system,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif}

        """;

    private const string Dark = """
        @media (prefers-color-scheme:dark){:root{
        --page:#12161b;--card:#1b2129;--ink:#e6e9ec;--soft:#a3adb8;--edge:#6e7985;--rule:#303841;--link:#8ab4f8;--bar:#6c9bd1;
        --error:#ff8f85;--error-card:#2b1a1a;--warning:#f0c04f;--warning-card:#292214;--sound:#7fd6a0}}

        """;

    private const string Page = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0 auto;max-width:1200px;padding:32px 28px 64px;background:var(--page);color:var(--ink);font:16px/1.5 var(--sans);overflow-wrap:anywhere}
        h1,h2,h3,h4,p{margin:0}
        h1{font-size:28px;line-height:1.25;letter-spacing:-.01em}
        h2{font-size:20px;margin:44px 0 14px}
        h3{font-size:17px;display:inline}
        h4{font-size:15px;font-weight:600}
        a{color:var(--link)}
        a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:4px}
        code,pre{font-family:var(--mono);font-size:.875em}
        .over{font:13px var(--mono);color:var(--soft);margin-bottom:6px}
        .sum{font-size:20px;font-weight:600;margin-top:4px}
        .when,.note,.legend{color:var(--soft);font-size:14px}
        .note{margin-bottom:14px}
        .table{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:14px}
        th{text-align:left;font-weight:600;color:var(--soft);white-space:nowrap}
        th,td{padding:8px 16px 8px 0;border-bottom:1px solid var(--rule);vertical-align:top}
        td:first-child{min-width:16em}
        td code{display:block;white-space:nowrap}
        .found{font-weight:600;white-space:nowrap}
        .found::before{margin-right:.45em}
        .error>.found,.error>summary>.found,.legend .error b,.error>h4 .severity{color:var(--error)}
        .warning>.found,.warning>summary>.found,.legend .warning b,.warning>h4 .severity{color:var(--warning)}
        .sound>.found,.sound>summary>.found,p.sound{color:var(--sound)}
        .error>.found::before,.error>summary>.found::before{content:"\00d7"}
        .warning>.found::before,.warning>summary>.found::before{content:"!"}
        .unknown>.found::before,.unknown>summary>.found::before{content:"?"}
        .sound>.found::before,.sound>summary>.found::before{content:"\2713"}
        .legend{display:flex;flex-wrap:wrap;gap:4px 24px;margin-bottom:16px}
        .card{border:1px solid var(--rule);border-radius:10px;margin-bottom:16px;padding:0 20px}
        .card>summary{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 16px;padding:14px 0;cursor:pointer;list-style:none}
        .card>summary::-webkit-details-marker{display:none}
        .card>summary::before{content:"\25b8";color:var(--soft);width:.8em}
        .card[open]>summary::before{content:"\25be"}
        .card>summary h3{flex:1 1 16em}
        .card[open]{padding-bottom:20px}
        .subject{margin-top:20px}
        .names{color:var(--soft);font-size:14px;margin-bottom:10px}
        .finding{border-left:4px solid var(--edge);padding:2px 0 2px 16px;margin:14px 0}
        .finding.error{border-color:var(--error)}
        .finding.warning{border-color:var(--warning);border-left-style:double;border-left-width:6px;padding-left:14px}
        .finding.info{border-left-style:dotted}
        .finding h4 code{font-size:14px}
        .message{font-size:16px;margin:2px 0 10px}
        .label{font-size:13px;color:var(--soft);margin:10px 0 4px}
        pre{margin:0;padding:10px 12px;background:var(--card);border:1px solid var(--rule);border-radius:6px;font-size:13px;line-height:1.5;white-space:pre-wrap}
        .error>pre.said{background:var(--error-card)}
        .warning>pre.said{background:var(--warning-card)}
        dl{display:grid;grid-template-columns:minmax(6em,max-content) 1fr;gap:3px 16px;margin:12px 0 0;font-size:13px}
        dt{color:var(--soft)}
        dd{margin:0;grid-column:2;white-space:pre-wrap;font-family:var(--mono)}
        .follows{margin-top:16px}
        p.unknown{font-size:14px;color:var(--soft);margin-top:6px}
        .in-words{margin-top:22px;font-size:14px}
        .in-words summary{color:var(--link);cursor:pointer}
        .in-words p{margin-top:12px}
        .plain{margin:0;padding-left:1.2em;font-size:14px}

        """;

    private const string Pictures = """
        .picture{overflow-x:auto;margin:6px 0}
        .picture+.picture{margin-top:24px}
        svg{display:block}
        svg text{font:11px var(--mono);fill:var(--ink)}
        svg .name{font-size:12px;font-weight:700}
        svg .kind,svg .detail,svg .word,svg .tick{fill:var(--soft)}
        svg text.error{fill:var(--error);font-weight:700}
        svg text.warning{fill:var(--warning);font-weight:700}
        .words text{paint-order:stroke;stroke:var(--page);stroke-width:5px;stroke-linejoin:round}
        .box rect{fill:var(--card);stroke:var(--edge)}
        .box.certificate rect,.box.start rect{stroke-width:2}
        .box.missing rect{stroke-width:2;stroke-dasharray:7 4}
        .box.unknown rect{stroke-dasharray:2 4}
        .link .line{fill:none;stroke:var(--edge);stroke-width:1.5}
        .link .head{fill:var(--edge)}
        .link.unknown .line{stroke-dasharray:1.5 5;stroke-width:2;stroke-linecap:round}
        .link.error .line{stroke:var(--error);stroke-width:2.5;stroke-dasharray:9 5}
        .link.error .head,.link.error .sign{fill:var(--error)}
        .link.warning .line{stroke:var(--warning);stroke-width:2.5}
        .link.warning .head,.link.warning .sign{fill:var(--warning)}
        .link .stroke{fill:none;stroke:var(--page);stroke-width:2;stroke-linecap:round}
        .scale path{stroke:var(--rule)}
        .scale path.now{stroke:var(--ink);stroke-width:1.5}
        .scale text.now{font-weight:700}
        .bar{fill:var(--bar)}
        .row.error .bar{fill:var(--error)}
        .row.warning .bar{fill:var(--warning)}
        .row.error .end{fill:var(--error);font-weight:700}
        .row.warning .end{fill:var(--warning);font-weight:700}
        @media (max-width:640px){body{padding:20px 14px 48px}.card{padding:0 14px}dl{grid-template-columns:1fr;gap:0}dd{grid-column:1;margin-bottom:6px}.card>summary h3{flex-basis:80%}h1{font-size:24px}}

        """;

    private const string Paper = "@media print{:root{color-scheme:light;" + LightColours + """
        }
        body{max-width:none;padding:0;font-size:13px}
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        .picture,.table{overflow:visible}
        svg{max-width:100%;height:auto}
        details::details-content{content-visibility:visible;display:block;block-size:auto}
        .card,.card[open]{border:0;padding:0;margin:0 0 20px}
        .card>summary::before,.card[open]>summary::before{content:none}
        h2,h4,summary,.label,.note,.names,.legend{break-after:avoid}
        .picture,pre,tr{break-inside:avoid}
        a{color:inherit;text-decoration:none}}
        @page{size:landscape;margin:12mm}

        """;
}
