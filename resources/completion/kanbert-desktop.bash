# bash completion for kanbert-desktop.
#   source <(kanbert-desktop completion bash)
# or write it to ~/.local/share/bash-completion/completions/kanbert-desktop

@TABLES@

_kanbert_complete() {
    local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
    # bash takes --option=value apart at the sign.
    if [[ $current == '=' ]]; then
        current=''
    elif [[ $before == '=' ]]; then
        before="${COMP_WORDS[COMP_CWORD-2]}"
    fi
    local verb='' place=0 skip='' own=() word i
    for ((i = 1; i < COMP_CWORD; i++)); do
        word="${COMP_WORDS[i]}"
        if [[ $word == '=' ]]; then
            skip=own
        elif [[ -n $skip ]]; then
            [[ $skip == own ]] && own+=("$word")
            skip=''
        elif [[ $word == -* ]]; then
            own+=("$word")
            eval "case \$word in $_kanbert_with_value) skip=own ;; esac"
        elif [[ -z $verb ]]; then
            verb="$word"
        else
            place=$((place + 1))
        fi
    done
    local told=''
    if [[ -n $skip ]]; then
        told="$(_kanbert_value "$verb:$before")"
        [[ -n $told ]] || told="$(_kanbert_value ":$before")"
    elif [[ $current == -* ]]; then
        told="words $(_kanbert_options "$verb")"
    elif [[ -z $verb ]]; then
        told="words $_kanbert_verbs"
    else
        told="$(_kanbert_value "$verb:$place")"
    fi
    local offered=''
    case "$told" in
        'words '*) offered="${told#words }" ;;
        *boards)
            offered="$("${COMP_WORDS[0]}" __boards "${own[@]}" 2>/dev/null)"
            [[ $told == all-boards ]] && offered+=' all'
            ;;
        files) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        folders) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$offered" -- "$current")
}

complete -F _kanbert_complete kanbert-desktop
