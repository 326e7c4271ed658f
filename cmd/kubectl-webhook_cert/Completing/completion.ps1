# PowerShell completion for kubectl-webhook_cert. In $PROFILE:
#   kubectl-webhook_cert completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName 'kubectl-webhook_cert' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # PowerShell breaks words at commas: up to the cursor, what stands between blanks is a word here, of which PowerShell replaces the end
    $typed = $commandAst.Extent.Text
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    $typed = $typed.PadRight($length).Substring(0, $length)
    $words = @($typed -split '\s+')
    $program = $words[0]
    $word = $words[-1]
    $arguments = @($words | Select-Object -Skip 1)
    $settled = if ($word.EndsWith($wordToComplete)) { $word.Length - $wordToComplete.Length } else { 0 }

    # before 7.3 PowerShell drops an empty argument of a program, unless it is quoted twice
    if ($word -eq '' -and ($PSVersionTable.PSVersion -lt [version]'7.3.0' -or $PSNativeCommandArgumentPassing -eq 'Legacy')) {
        $arguments[-1] = '""'
    }

    # nobody is asked: a credential plugin reads an empty standard input
    $answer = @('' | & $program __complete @arguments 2> $null)
    if ($answer.Count -eq 0) { return }
    $directive = [int]$answer[-1].TrimStart(':')

    # of --flag=value the program says the value alone
    $flag = if ($word -match '^(-[^=]*=)') { $Matches[1] } else { '' }
    $space = if ($directive -band 2) { '' } else { ' ' }
    $answer | Select-Object -SkipLast 1 | ForEach-Object {
        $text, $description = $_ -split "`t", 2
        if (-not $description) { $description = $text }
        [System.Management.Automation.CompletionResult]::new(($flag + $text).Substring($settled) + $space, $text, 'ParameterValue', $description)
    }

    # where nothing is returned PowerShell offers files: the word stays as it is instead
    if ($answer.Count -eq 1 -and ($directive -band 4)) { $wordToComplete }
}
