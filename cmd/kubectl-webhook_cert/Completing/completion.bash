# bash completion for kubectl-webhook_cert. In ~/.bashrc:
#   source <(kubectl-webhook_cert completion bash)
_kubectl_webhook_cert() {
  local typed=${COMP_LINE:0:COMP_POINT} words word flag='' settled='' answer line separator
  COMPREPLY=()

  # bash has broken COMP_WORDS at = and :, which are parts of words here
  read -r -a words <<< "$typed"
  [[ $typed == *[[:space:]] ]] && words+=('')
  word=${words[${#words[@]} - 1]}

  answer=$("${words[0]}" __complete "${words[@]:1}" < /dev/null 2> /dev/null) || return
  local directive=${answer##*:}

  # of --flag=value the program says the value alone
  [[ $word == -*=* ]] && flag=${word%%=*}=

  # what stands before the last = or : bash takes for settled
  for separator in = :; do
    if [[ $COMP_WORDBREAKS == *"$separator"* && ${word#"$settled"} == *"$separator"* ]]; then
      settled=${word%"$separator"*}$separator
    fi
  done

  while IFS= read -r line; do
    [[ -n $line && $flag$line == "$word"* ]] || continue
    line=$flag${line%%$'\t'*}
    COMPREPLY+=("${line#"$settled"}")
  done <<< "${answer%:*}"

  # bash 3.2 has no compopt: it goes without
  if type compopt > /dev/null 2>&1; then
    (( directive & 2 )) && compopt -o nospace
    (( directive & 16 )) && compopt -o dirnames
    (( directive & (4 | 16) )) || compopt -o default
  fi
}

complete -F _kubectl_webhook_cert kubectl-webhook_cert
