#compdef kubectl-webhook_cert
# zsh completion for kubectl-webhook_cert. In ~/.zshrc, after compinit:
#   source <(kubectl-webhook_cert completion zsh)
_kubectl_webhook_cert() {
  local -a answer candidates nospace
  local line name directive
  answer=("${(@f)$(${(Q)words[1]} __complete "${(Q@)words[2,CURRENT]}" < /dev/null 2> /dev/null)}")
  directive=${answer[-1]#:}

  # of --flag=value the program says the value alone
  [[ $PREFIX == -*=* ]] && compset -P 1 '*='

  for line in "${(@)answer[1,-2]}"; do
    name=${${line%%$'\t'*}//:/\\:}
    [[ $line == *$'\t'* ]] && name+=:${line#*$'\t'}
    candidates+=("$name")
  done

  if (( $#candidates )); then
    (( directive & 2 )) && nospace=(-S '')
    _describe -V 'kubectl webhook-cert' candidates "${(@)nospace}"
  elif (( directive & 16 )); then
    _files -/
  elif ! (( directive & 4 )); then
    _files
  fi
}

if [[ $funcstack[1] == _kubectl_webhook_cert ]]; then
  _kubectl_webhook_cert "$@"
else
  compdef _kubectl_webhook_cert kubectl-webhook_cert
fi
