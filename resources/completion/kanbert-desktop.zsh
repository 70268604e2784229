#compdef kanbert-desktop
# zsh completion for kanbert-desktop.
#   kanbert-desktop completion zsh > "${fpath[1]}/_kanbert-desktop"
# or, after compinit: source <(kanbert-desktop completion zsh)
#
# What the program or the person has said is compared and handed to compadd, which quotes it; nothing evaluates it.

@TABLES@

_kanbert_complete() {
    local verb='' action='' skip='' told='' word
    local -i place=0 i
    local -a own offered
    for ((i = 2; i < CURRENT; i++)); do
        word="${words[i]}"
        if [[ -n $skip ]]; then
            own+=("$word")
            skip=''
        elif [[ $word == -* ]]; then
            own+=("$word")
            [[ "|$_kanbert_with_value|" == *"|$word|"* ]] && skip=own
        elif [[ -z $verb ]]; then
            verb="$word"
        else
            action="${action:-$word}"
            ((place += 1))
        fi
    done
    if [[ -n $skip ]]; then
        word="${words[CURRENT-1]}"
        told="$(_kanbert_value "$verb:$word")"
        [[ -n $told ]] || told="$(_kanbert_value ":$word")"
    elif [[ $PREFIX == -*=* ]]; then
        word="${PREFIX%%=*}"
        told="$(_kanbert_value "$verb:$word")"
        [[ -n $told ]] || told="$(_kanbert_value ":$word")"
        compset -P '*='
    elif [[ $PREFIX == -* ]]; then
        told="words $(_kanbert_options "$verb")"
    elif [[ -z $verb ]]; then
        told="words $_kanbert_verbs"
    else
        told="$(_kanbert_value "$verb:$action:$place")"
        [[ -n $told ]] || told="$(_kanbert_value "$verb:$place")"
    fi
    case "$told" in
        'words '*) offered=(${=told#words }) ;;
        *boards)
            offered=("${(@f)$("${words[1]}" __boards "${own[@]}" 2>/dev/null)}")
            offered=("${(@)offered:#}")
            [[ $told == all-boards ]] && offered+=(all)
            ;;
        views|templates)
            offered=("${(@f)$("${words[1]}" "__$told" "${own[@]}" 2>/dev/null)}")
            offered=("${(@)offered:#}")
            ;;
        files) _files; return ;;
        folders) _files -/; return ;;
    esac
    compadd -- "${offered[@]}"
}

if [[ ${funcstack[1]} == _kanbert-desktop ]]; then
    _kanbert_complete "$@"
else
    compdef _kanbert_complete kanbert-desktop
fi
