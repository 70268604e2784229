# bash completion for kanbert-desktop.
#   source <(kanbert-desktop completion bash)
# or write it to ~/.local/share/bash-completion/completions/kanbert-desktop
#
# What the program or the person has said is compared and quoted here, never evaluated: no eval, and no compgen -W,
# which expands its words.

@TABLES@

_kanbert_complete() {
    local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
    # bash takes --option=value apart at the sign.
    if [[ $current == '=' ]]; then
        current=''
    elif [[ $before == '=' ]]; then
        before="${COMP_WORDS[COMP_CWORD-2]}"
    fi
    local verb='' action='' place=0 skip='' own=() word i
    for ((i = 1; i < COMP_CWORD; i++)); do
        word="${COMP_WORDS[i]}"
        if [[ $word == '=' ]]; then
            skip=own
        elif [[ -n $skip ]]; then
            [[ $skip == own ]] && own+=("$word")
            skip=''
        elif [[ $word == -* ]]; then
            own+=("$word")
            [[ "|$_kanbert_with_value|" == *"|$word|"* ]] && skip=own
        elif [[ -z $verb ]]; then
            verb="$word"
        else
            action="${action:-$word}"
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
        told="$(_kanbert_value "$verb:$action:$place")"
        [[ -n $told ]] || told="$(_kanbert_value "$verb:$place")"
    fi
    COMPREPLY=()
    case "$told" in
        'words '*)
            IFS=' ' read -ra own <<< "${told#words }"
            _kanbert_offer "$current" < <(printf '%s\n' "${own[@]}")
            ;;
        boards) _kanbert_offer "$current" < <("${COMP_WORDS[0]}" __boards "${own[@]}" 2>/dev/null) ;;
        all-boards)
            _kanbert_offer "$current" < <("${COMP_WORDS[0]}" __boards "${own[@]}" 2>/dev/null; printf 'all\n')
            ;;
        views | templates) _kanbert_offer "$current" < <("${COMP_WORDS[0]}" "__$told" "${own[@]}" 2>/dev/null) ;;
        files) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
        folders) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
    esac
}

# One word a line on standard input; those that begin as what is typed are offered as the shell must be given them.
_kanbert_offer() {
    local typed="$1" quote='' word quoted
    case "$typed" in
        \'* | \"*) quote="${typed:0:1}"; typed="${typed:1}" ;;
    esac
    while IFS= read -r word || [[ -n $word ]]; do
        printf -v quoted '%q' "$word"
        if [[ -n $quote ]]; then
            # Behind an opened quote bash adds the word as it is: only one that needs no quoting means itself there.
            [[ $quoted == "$word" && ${word:0:${#typed}} == "$typed" ]] && COMPREPLY+=("$word")
        elif [[ ${word:0:${#typed}} == "$typed" || ${quoted:0:${#typed}} == "$typed" ]]; then
            COMPREPLY+=("$quoted")
        fi
    done
    return 0
}

complete -F _kanbert_complete kanbert-desktop
