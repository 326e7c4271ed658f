# fish completion for kubectl-webhook_cert:
#   kubectl-webhook_cert completion fish > ~/.config/fish/completions/kubectl-webhook_cert.fish
function __kubectl_webhook_cert_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l answer ($words[1] __complete $words[2..-1] "$word" < /dev/null 2> /dev/null)
    set -l directive (string replace ':' '' -- $answer[-1])

    # of --flag=value the program says the value alone
    set -l flag (string match -r -- '^-[^=]*=' "$word")
    set -l rest (string replace -r -- '^-[^=]*=' '' "$word")

    set -l candidates
    if test (count $answer) -gt 1
        set candidates $answer[1..-2]
    else if test "$directive" = 16
        set candidates (__fish_complete_directories "$rest" '')
    else if test "$directive" = 0
        set candidates (__fish_complete_path "$rest")
    end

    for candidate in $candidates
        printf '%s\n' "$flag$candidate"
    end
end

complete -c kubectl-webhook_cert -f -a '(__kubectl_webhook_cert_complete)'
