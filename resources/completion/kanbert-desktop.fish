# fish completion for kanbert-desktop.
#   kanbert-desktop completion fish > ~/.config/fish/completions/kanbert-desktop.fish

function __kanbert_typed -d "The words so far without options and their values"
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if string match -qr -- '^(@WITH_VALUE@)$' $word
            set skip 1
        else if not string match -q -- '-*' $word
            echo -- $word
        end
    end
end

function __kanbert_place -a verb place action -d "Is this the verb, and the word after so many others, after that action?"
    set -l typed (__kanbert_typed)
    if test -z "$verb"
        test (count $typed) -eq 0
        return
    end
    test "$typed[1]" = "$verb"; or return 1
    test -z "$action"; or test "$typed[2]" = "$action"; or return 1
    test -z "$place"; or test (math (count $typed) - 1) -eq $place
end

function __kanbert_boards -d "Shortcodes that are known here"
    __kanbert_known __boards
end

function __kanbert_views -d "Names of saved views"
    __kanbert_known __views
end

function __kanbert_templates -d "Titles of templates"
    __kanbert_known __templates
end

function __kanbert_known -a kind -d "What the program knows of that kind"
    set -l own (commandline -opc)
    set -l asked
    for i in (seq 2 (count $own))
        if string match -qr -- '^--(profile|server|client-id|sandbox)(=|$)' $own[$i]
            set -a asked $own[$i]
            string match -qr -- '^--(profile|server|client-id)$' $own[$i]; and set -a asked $own[(math $i + 1)]
        end
    end
    # fish inserts a tilde at a word's start unquoted, as if it meant a home folder.
    $own[1] $kind $asked 2>/dev/null | string match -v -- '~*'
end

complete -c kanbert-desktop -f
@TABLES@
