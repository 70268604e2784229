<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Kanbert</name>
    <message numerus="yes">
        <source>%n backup(s) from before updates</source>
        <translation>
            <numerusform>%n Sicherung von vor einer Aktualisierung</numerusform>
            <numerusform>%n Sicherungen von vor Aktualisierungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n board(s)</source>
        <translation>
            <numerusform>%n Board</numerusform>
            <numerusform>%n Boards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) archived.</source>
        <translation>
            <numerusform>%n Karte archiviert.</numerusform>
            <numerusform>%n Karten archiviert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) are due today</source>
        <translation>
            <numerusform>%n Karte ist heute fällig</numerusform>
            <numerusform>%n Karten sind heute fällig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) assigned to you.</source>
        <translation>
            <numerusform>%n Karte Ihnen zugewiesen.</numerusform>
            <numerusform>%n Karten Ihnen zugewiesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) compared so far</source>
        <translation>
            <numerusform>Bisher %n Karte verglichen</numerusform>
            <numerusform>Bisher %n Karten verglichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) could not be changed: {why}</source>
        <translation>
            <numerusform>%n Karte konnte nicht geändert werden: {why}</numerusform>
            <numerusform>%n Karten konnten nicht geändert werden: {why}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) created.</source>
        <translation>
            <numerusform>%n Karte angelegt.</numerusform>
            <numerusform>%n Karten angelegt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) deleted.</source>
        <translation>
            <numerusform>%n Karte gelöscht.</numerusform>
            <numerusform>%n Karten gelöscht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) found.</source>
        <translation>
            <numerusform>%n Karte gefunden.</numerusform>
            <numerusform>%n Karten gefunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) moved to {column}.</source>
        <translation>
            <numerusform>%n Karte nach „{column}“ verschoben.</numerusform>
            <numerusform>%n Karten nach „{column}“ verschoben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) on this computer searched</source>
        <translation>
            <numerusform>%n Karte auf diesem Computer durchsucht</numerusform>
            <numerusform>%n Karten auf diesem Computer durchsucht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) selected</source>
        <translation>
            <numerusform>%n Karte ausgewählt</numerusform>
            <numerusform>%n Karten ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) so far</source>
        <translation>
            <numerusform>Bisher %n Karte</numerusform>
            <numerusform>Bisher %n Karten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) were assigned to you</source>
        <translation>
            <numerusform>%n Karte wurde Ihnen zugewiesen</numerusform>
            <numerusform>%n Karten wurden Ihnen zugewiesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) with changes that are not sent yet</source>
        <translation>
            <numerusform>%n Karte mit Änderungen, die noch nicht gesendet sind</numerusform>
            <numerusform>%n Karten mit Änderungen, die noch nicht gesendet sind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) is/are not sent yet.</source>
        <translation>
            <numerusform>%n Änderung ist noch nicht gesendet.</numerusform>
            <numerusform>%n Änderungen sind noch nicht gesendet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) need(s) your decision</source>
        <translation>
            <numerusform>%n Änderung braucht Ihre Entscheidung</numerusform>
            <numerusform>%n Änderungen brauchen Ihre Entscheidung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of a newer version cannot be read here</source>
        <translation>
            <numerusform>%n Änderung einer neueren Version ist hier nicht lesbar</numerusform>
            <numerusform>%n Änderungen einer neueren Version sind hier nicht lesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) on {board}</source>
        <translation>
            <numerusform>%n Änderung an {board}</numerusform>
            <numerusform>%n Änderungen an {board}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) saved here</source>
        <translation>
            <numerusform>%n Änderung hier gespeichert</numerusform>
            <numerusform>%n Änderungen hier gespeichert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to send</source>
        <translation>
            <numerusform>%n Änderung zu senden</numerusform>
            <numerusform>%n Änderungen zu senden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) was/were made with a newer version of this program and cannot be read by this one. They are kept here; install the newest version to see and send them.</source>
        <translation>
            <numerusform>%n Änderung wurde mit einer neueren Version dieses Programms gemacht und kann von dieser nicht gelesen werden. Sie bleibt hier; installieren Sie die neueste Version, um sie zu sehen und zu senden.</numerusform>
            <numerusform>%n Änderungen wurden mit einer neueren Version dieses Programms gemacht und können von dieser nicht gelesen werden. Sie bleiben hier; installieren Sie die neueste Version, um sie zu sehen und zu senden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s)</source>
        <translation>
            <numerusform>%n Kommentar</numerusform>
            <numerusform>%n Kommentare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged file(s) kept: {names}</source>
        <translation>
            <numerusform>%n beschädigte Datei aufbewahrt: {names}</numerusform>
            <numerusform>%n beschädigte Dateien aufbewahrt: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n is/are unfinished text(s).</source>
        <translation>
            <numerusform>%n ist ein unfertiger Text.</numerusform>
            <numerusform>%n sind unfertige Texte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left to sign in</source>
        <translation>
            <numerusform>Noch %n Minute zum Anmelden</numerusform>
            <numerusform>Noch %n Minuten zum Anmelden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) your decision</source>
        <translation>
            <numerusform>%n braucht Ihre Entscheidung</numerusform>
            <numerusform>%n brauchen Ihre Entscheidung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) your decision first.</source>
        <translation>
            <numerusform>%n braucht zuerst Ihre Entscheidung.</numerusform>
            <numerusform>%n brauchen zuerst Ihre Entscheidung.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new card(s)</source>
        <translation>
            <numerusform>%n neue Karte</numerusform>
            <numerusform>%n neue Karten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new comment(s)</source>
        <translation>
            <numerusform>%n neuer Kommentar</numerusform>
            <numerusform>%n neue Kommentare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your change(s)</source>
        <translation>
            <numerusform>%n Änderung von Ihnen</numerusform>
            <numerusform>%n Änderungen von Ihnen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open card(s) on all boards</source>
        <translation>
            <numerusform>%n offene Karte auf allen Boards</numerusform>
            <numerusform>%n offene Karten auf allen Boards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) of faults in {folder}</source>
        <translation>
            <numerusform>%n Fehlerbericht in {folder}</numerusform>
            <numerusform>%n Fehlerberichte in {folder}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) ahead of the server</source>
        <translation>
            <numerusform>%n Sekunde vor dem Server</numerusform>
            <numerusform>%n Sekunden vor dem Server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) behind the server</source>
        <translation>
            <numerusform>%n Sekunde hinter dem Server</numerusform>
            <numerusform>%n Sekunden hinter dem Server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n was/were made by a newer version.</source>
        <translation>
            <numerusform>%n stammt von einer neueren Version.</numerusform>
            <numerusform>%n stammen von einer neueren Version.</numerusform>
        </translation>
    </message>
    <message>
        <source>A card</source>
        <translation>Eine Karte</translation>
    </message>
    <message>
        <source>a card</source>
        <translation>eine Karte</translation>
    </message>
    <message>
        <source>A card cannot change its board.</source>
        <translation>Eine Karte kann ihr Board nicht wechseln.</translation>
    </message>
    <message>
        <source>A card needs a title.</source>
        <translation>Eine Karte braucht einen Titel.</translation>
    </message>
    <message>
        <source>A client ID has no blanks in it.</source>
        <translation>Eine Client-ID enthält keine Leerzeichen.</translation>
    </message>
    <message>
        <source>A comment that was sent stays.</source>
        <translation>Ein gesendeter Kommentar bleibt.</translation>
    </message>
    <message>
        <source>A list in Kanbert does not end.</source>
        <translation>Eine Liste in Kanbert endet nicht.</translation>
    </message>
    <message>
        <source>A newer version of this program was here.</source>
        <translation>Hier war eine neuere Version dieses Programms.</translation>
    </message>
    <message>
        <source>A port is a number from {low} to {high}.</source>
        <translation>Ein Port ist eine Zahl von {low} bis {high}.</translation>
    </message>
    <message>
        <source>A sub-task stays on its card's board.</source>
        <translation>Eine Unteraufgabe bleibt auf dem Board ihrer Karte.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>About Kanbert Desktop</source>
        <translation>Über Kanbert Desktop</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>Zugriffstoken</translation>
    </message>
    <message>
        <source>Account and its menu</source>
        <translation>Konto und sein Menü</translation>
    </message>
    <message>
        <source>Account: {name}, {space}</source>
        <translation>Konto: {name}, {space}</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Add a card in this column</source>
        <translation>Karte in dieser Spalte hinzufügen</translation>
    </message>
    <message>
        <source>Add a card to {column}</source>
        <translation>Karte zu {column} hinzufügen</translation>
    </message>
    <message>
        <source>Add a description</source>
        <translation>Beschreibung hinzufügen</translation>
    </message>
    <message>
        <source>Add a sub-task</source>
        <translation>Unteraufgabe hinzufügen</translation>
    </message>
    <message>
        <source>Add account …</source>
        <translation>Konto hinzufügen …</translation>
    </message>
    <message>
        <source>Add board to favourites, or remove it</source>
        <translation>Board zu den Favoriten oder daraus entfernen</translation>
    </message>
    <message>
        <source>Add card</source>
        <translation>Karte hinzufügen</translation>
    </message>
    <message>
        <source>Add card to {column}</source>
        <translation>Karte zu {column} hinzufügen</translation>
    </message>
    <message>
        <source>Add this redirect URL:</source>
        <translation>Tragen Sie diese Weiterleitungs-URL ein:</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>Zu den Favoriten</translation>
    </message>
    <message>
        <source>Added. The filter or a folded group hides the card.</source>
        <translation>Hinzugefügt. Der Filter oder eine eingeklappte Gruppe verbirgt die Karte.</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>All data of this account was removed from this computer.</source>
        <translation>Alle Daten dieses Kontos wurden von diesem Computer entfernt.</translation>
    </message>
    <message>
        <source>All decided.</source>
        <translation>Alles entschieden.</translation>
    </message>
    <message>
        <source>All keys on one sheet</source>
        <translation>Alle Tasten auf einem Blatt</translation>
    </message>
    <message>
        <source>All of that would be lost. To keep it, cancel and sign out instead.</source>
        <translation>All das ginge verloren. Um es zu behalten, brechen Sie ab und melden Sie sich stattdessen ab.</translation>
    </message>
    <message>
        <source>An account that is missing is found by signing in again; its boards and changes are still here.</source>
        <translation>Ein fehlendes Konto finden Sie wieder, indem Sie sich erneut anmelden; seine Boards und Änderungen sind noch hier.</translation>
    </message>
    <message>
        <source>An administrator has fixed nothing.</source>
        <translation>Von der Verwaltung ist nichts vorgegeben.</translation>
    </message>
    <message>
        <source>An application of your own in Kanbert, without a secret.</source>
        <translation>Mit einer eigenen Anwendung in Kanbert, ohne Geheimnis.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more change(s)</source>
        <translation>
            <numerusform>und %n weitere Änderung</numerusform>
            <numerusform>und %n weitere Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Another account</source>
        <translation>Ein weiteres Konto</translation>
    </message>
    <message>
        <source>Another board's card</source>
        <translation>Karte eines anderen Boards</translation>
    </message>
    <message>
        <source>Another program on this computer answered in its place. Nothing was accepted. Try again.</source>
        <translation>Ein anderes Programm auf diesem Computer hat an seiner Stelle geantwortet. Nichts wurde angenommen. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Another program uses this profile.</source>
        <translation>Ein anderes Programm benutzt dieses Profil.</translation>
    </message>
    <message>
        <source>any free one</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Application with a secret</source>
        <translation>Anwendung mit Geheimnis</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message numerus="yes">
        <source>Archive %n card(s)</source>
        <translation>
            <numerusform>%n Karte archivieren</numerusform>
            <numerusform>%n Karten archivieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Archive “{title}”</source>
        <translation>„{title}“ archivieren</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Archived.</source>
        <translation>Archiviert.</translation>
    </message>
    <message>
        <source>as the server's</source>
        <translation>wie beim Server</translation>
    </message>
    <message>
        <source>Ask for a project in Kanbert, then sync again.</source>
        <translation>Bitten Sie in Kanbert um ein Projekt und gleichen Sie dann neu ab.</translation>
    </message>
    <message>
        <source>Asking Kanbert …</source>
        <translation>Kanbert wird gefragt …</translation>
    </message>
    <message>
        <source>Assign to me</source>
        <translation>Mir zuweisen</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Assignee changed.</source>
        <translation>Zuständigkeit geändert.</translation>
    </message>
    <message numerus="yes">
        <source>Assignee of %n card(s) changed.</source>
        <translation>
            <numerusform>Zuständige Person von %n Karte geändert.</numerusform>
            <numerusform>Zuständige Person von %n Karten geändert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Assignee of “{title}”</source>
        <translation>Zuständigkeit von „{title}“</translation>
    </message>
    <message>
        <source>Assignee: {name}</source>
        <translation>Zuständig: {name}</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Klärung</translation>
    </message>
    <message numerus="yes">
        <source>Attention, %n need(s) your decision</source>
        <translation>
            <numerusform>Klärung, %n braucht Ihre Entscheidung</numerusform>
            <numerusform>Klärung, %n brauchen Ihre Entscheidung</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the boards</source>
        <translation>Zurück zu den Boards</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>Backlog</translation>
    </message>
    <message>
        <source>Being sent now</source>
        <translation>Wird gerade gesendet</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Board not loaded yet</source>
        <translation>Board noch nicht geladen</translation>
    </message>
    <message>
        <source>Board {title}</source>
        <translation>Board {title}</translation>
    </message>
    <message numerus="yes">
        <source>Board {title}, %n open card(s)</source>
        <translation>
            <numerusform>Board {title}, %n offene Karte</numerusform>
            <numerusform>Board {title}, %n offene Karten</numerusform>
        </translation>
    </message>
    <message>
        <source>Board: {title}</source>
        <translation>Board: {title}</translation>
    </message>
    <message>
        <source>Boards</source>
        <translation>Boards</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Fett</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>Browser</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Capture a card</source>
        <translation>Karte erfassen</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Card above or below</source>
        <translation>Karte darüber oder darunter</translation>
    </message>
    <message>
        <source>Card added.</source>
        <translation>Karte hinzugefügt.</translation>
    </message>
    <message>
        <source>Card added: “{title}”</source>
        <translation>Karte angelegt: „{title}“</translation>
    </message>
    <message>
        <source>Card deleted</source>
        <translation>Karte gelöscht</translation>
    </message>
    <message>
        <source>Card {title}</source>
        <translation>Karte {title}</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Cards newly assigned to me</source>
        <translation>Karten, die mir neu zugewiesen wurden</translation>
    </message>
    <message>
        <source>Cards of mine that are due</source>
        <translation>Meine Karten, die fällig sind</translation>
    </message>
    <message>
        <source>Cards that do not match are hidden, not gone.</source>
        <translation>Karten, die nicht passen, sind ausgeblendet, nicht gelöscht.</translation>
    </message>
    <message>
        <source>Change it and try again.</source>
        <translation>Ändern Sie es und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Changed in both places</source>
        <translation>An beiden Orten geändert</translation>
    </message>
    <message>
        <source>Changed on this computer</source>
        <translation>Auf diesem Computer geändert</translation>
    </message>
    <message>
        <source>Changed on this computer, folded</source>
        <translation>Auf diesem Computer geändert, zugeklappt</translation>
    </message>
    <message>
        <source>Changed on this computer, unfolded</source>
        <translation>Auf diesem Computer geändert, aufgeklappt</translation>
    </message>
    <message>
        <source>Changes made on this computer, the newest first</source>
        <translation>Änderungen auf diesem Computer, die neueste zuerst</translation>
    </message>
    <message>
        <source>Changes that need your decision</source>
        <translation>Änderungen, die Ihre Entscheidung brauchen</translation>
    </message>
    <message>
        <source>Check that the client ID and the redirect URL are the same here and under Settings → Apps &amp; API, then try again.</source>
        <translation>Prüfen Sie, ob Client-ID und Weiterleitungs-URL hier und unter Einstellungen → Apps &amp; API übereinstimmen, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Check the application under Settings → Apps &amp; API, register a new one there, or sign in with an access token.</source>
        <translation>Prüfen Sie die Anwendung unter Einstellungen → Apps &amp; API, registrieren Sie dort eine neue, oder melden Sie sich mit einem Zugriffstoken an.</translation>
    </message>
    <message>
        <source>Check the client ID, and that the redirect URL is entered under Settings → Apps &amp; API.</source>
        <translation>Prüfen Sie die Client-ID und ob die Weiterleitungs-URL unter Einstellungen → Apps &amp; API eingetragen ist.</translation>
    </message>
    <message>
        <source>Check the proxy settings of this computer (the variables HTTPS_PROXY and ALL_PROXY).</source>
        <translation>Prüfen Sie die Proxy-Einstellungen dieses Computers (die Variablen HTTPS_PROXY und ALL_PROXY).</translation>
    </message>
    <message>
        <source>Check the proxy settings of this computer. Your work is saved here.</source>
        <translation>Prüfen Sie die Proxy-Einstellungen dieses Computers. Ihre Arbeit ist hier gespeichert.</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Möglichkeiten</translation>
    </message>
    <message>
        <source>Choose a due date</source>
        <translation>Fälligkeit wählen</translation>
    </message>
    <message>
        <source>Choose an assignee</source>
        <translation>Zuständige Person wählen</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Clear the selection (Esc)</source>
        <translation>Auswahl aufheben (Esc)</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Geheimnis der Anwendung</translation>
    </message>
    <message>
        <source>Client {name}</source>
        <translation>Kunde {name}</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>Clients and boards</source>
        <translation>Kunden und Boards</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close notice</source>
        <translation>Hinweis schließen</translation>
    </message>
    <message>
        <source>Close the other window or wait until its work is done, and try again.</source>
        <translation>Schließen Sie das andere Fenster oder warten Sie, bis es fertig ist, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Closing the window then leaves the program ready in the tray.</source>
        <translation>Wird das Fenster geschlossen, bleibt das Programm im Infobereich bereit.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Column to the left</source>
        <translation>Spalte links davon</translation>
    </message>
    <message>
        <source>Column to the right</source>
        <translation>Spalte rechts davon</translation>
    </message>
    <message>
        <source>Column: {column}</source>
        <translation>Spalte: {column}</translation>
    </message>
    <message>
        <source>Comes back as a new card, without its comments.</source>
        <translation>Kommt als neue Karte zurück, ohne ihre Kommentare.</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Großzügig</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Comment added.</source>
        <translation>Kommentar hinzugefügt.</translation>
    </message>
    <message>
        <source>Comment by {name}</source>
        <translation>Kommentar von {name}</translation>
    </message>
    <message>
        <source>Comment on “{title}”</source>
        <translation>Kommentar zu „{title}“</translation>
    </message>
    <message>
        <source>Comment saved here on “{title}”.</source>
        <translation>Kommentar zu „{title}“ hier gespeichert.</translation>
    </message>
    <message>
        <source>Comment: {text}</source>
        <translation>Kommentar: {text}</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Comments are read as soon as Kanbert answers.</source>
        <translation>Kommentare werden gelesen, sobald Kanbert antwortet.</translation>
    </message>
    <message>
        <source>Comments are read as soon as there is a network.</source>
        <translation>Kommentare werden gelesen, sobald ein Netz da ist.</translation>
    </message>
    <message>
        <source>Comments are read as soon as you have signed in again.</source>
        <translation>Kommentare werden gelesen, sobald Sie wieder angemeldet sind.</translation>
    </message>
    <message>
        <source>Comments cannot be read here. Writing works.</source>
        <translation>Kommentare sind hier nicht lesbar. Schreiben geht.</translation>
    </message>
    <message numerus="yes">
        <source>comments of %n card(s) as well</source>
        <translation>
            <numerusform>dazu Kommentare von %n Karte</numerusform>
            <numerusform>dazu Kommentare von %n Karten</numerusform>
        </translation>
    </message>
    <message>
        <source>Comments on my cards</source>
        <translation>Kommentare zu meinen Karten</translation>
    </message>
    <message>
        <source>Comments that are only in Kanbert have not been read on this computer yet.</source>
        <translation>Kommentare, die nur in Kanbert stehen, wurden auf diesem Computer noch nicht gelesen.</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Compact leaves less room around things, so more cards are seen at once.</source>
        <translation>Kompakt lässt weniger Abstand, so sind mehr Karten zugleich zu sehen.</translation>
    </message>
    <message>
        <source>Compare everything</source>
        <translation>Alles vergleichen</translation>
    </message>
    <message>
        <source>Compared: what is shown here is what Kanbert has.</source>
        <translation>Verglichen: Hier steht, was Kanbert hat.</translation>
    </message>
    <message numerus="yes">
        <source>Comparing everything, %n card(s) so far</source>
        <translation>
            <numerusform>Alles wird verglichen, bisher %n Karte</numerusform>
            <numerusform>Alles wird verglichen, bisher %n Karten</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparing with Kanbert …</source>
        <translation>Wird mit Kanbert verglichen …</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Completed: {title}</source>
        <translation>Erledigt: {title}</translation>
    </message>
    <message>
        <source>Connect to Kanbert</source>
        <translation>Mit Kanbert verbinden</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Continue in a browser elsewhere</source>
        <translation>Weiter in einem Browser anderswo</translation>
    </message>
    <message>
        <source>Continue in your browser</source>
        <translation>Weiter im Browser</translation>
    </message>
    <message>
        <source>Continue in your browser. If it did not open, use this link:</source>
        <translation>Weiter im Browser. Hat er sich nicht geöffnet, benutzen Sie diesen Link:</translation>
    </message>
    <message>
        <source>Continue with the draft</source>
        <translation>Mit dem Entwurf weitermachen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy cards as text</source>
        <translation>Karten als Text kopieren</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnosedaten kopieren</translation>
    </message>
    <message>
        <source>Copy it once more, alone and whole: it has no blanks in it.</source>
        <translation>Kopieren Sie es noch einmal, für sich allein und vollständig: Es enthält keine Leerzeichen.</translation>
    </message>
    <message>
        <source>Copy it once more, alone, from Settings → Apps &amp; API.</source>
        <translation>Kopieren Sie sie noch einmal, für sich allein, aus Einstellungen → Apps &amp; API.</translation>
    </message>
    <message>
        <source>Copy it once more, or create a new one under Settings → Apps &amp; API. Nothing was changed.</source>
        <translation>Kopieren Sie es noch einmal oder erzeugen Sie unter Einstellungen → Apps &amp; API ein neues. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copy my text</source>
        <translation>Meinen Text kopieren</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy redirect URL</source>
        <translation>Weiterleitungs-URL kopieren</translation>
    </message>
    <message>
        <source>Copy the client ID that stands beside your application under Settings → Apps &amp; API.</source>
        <translation>Kopieren Sie die Client-ID, die unter Einstellungen → Apps &amp; API neben Ihrer Anwendung steht.</translation>
    </message>
    <message>
        <source>Copy the whole address from the browser and paste it here.</source>
        <translation>Kopieren Sie die ganze Adresse aus dem Browser und fügen Sie sie hier ein.</translation>
    </message>
    <message>
        <source>Copy the whole address from the browser's address bar; it begins with http://127.0.0.1.</source>
        <translation>Kopieren Sie die ganze Adresse aus der Adresszeile des Browsers; sie beginnt mit http://127.0.0.1.</translation>
    </message>
    <message>
        <source>Could not be looked at ({kind}).</source>
        <translation>Konnte nicht geprüft werden ({kind}).</translation>
    </message>
    <message>
        <source>Create one in Kanbert under Settings → Apps &amp; API and paste it.</source>
        <translation>Erzeugen Sie eines in Kanbert unter Einstellungen → Apps &amp; API und fügen Sie es ein.</translation>
    </message>
    <message>
        <source>Customers too</source>
        <translation>Auch Kunden</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>Dates and numbers follow it too.</source>
        <translation>Auch Datum und Zahlen richten sich danach.</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>Später entscheiden</translation>
    </message>
    <message>
        <source>Decided.</source>
        <translation>Entschieden.</translation>
    </message>
    <message>
        <source>Decided: {choice}</source>
        <translation>Entschieden: {choice}</translation>
    </message>
    <message>
        <source>Decision saved.</source>
        <translation>Entscheidung gespeichert.</translation>
    </message>
    <message>
        <source>Decisions wait here as long as you like. Nothing is lost, and other changes are sent meanwhile.</source>
        <translation>Entscheidungen warten hier, so lange Sie möchten. Nichts geht verloren, anderes wird inzwischen gesendet.</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n card(s)</source>
        <translation>
            <numerusform>%n Karte löschen</numerusform>
            <numerusform>%n Karten löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete card</source>
        <translation>Karte löschen</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete it in Kanbert with your browser.</source>
        <translation>Löschen Sie ihn im Browser in Kanbert.</translation>
    </message>
    <message>
        <source>Delete the card</source>
        <translation>Die Karte löschen</translation>
    </message>
    <message>
        <source>Delete “{title}”</source>
        <translation>„{title}“ löschen</translation>
    </message>
    <message>
        <source>Deleted in Kanbert while you were editing it</source>
        <translation>In Kanbert gelöscht, während Sie daran gearbeitet haben</translation>
    </message>
    <message>
        <source>Deleted “{title}”.</source>
        <translation>„{title}“ gelöscht.</translation>
    </message>
    <message>
        <source>Deleted.</source>
        <translation>Gelöscht.</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Description changed.</source>
        <translation>Beschreibung geändert.</translation>
    </message>
    <message>
        <source>Description changed: “{text}”</source>
        <translation>Beschreibung geändert: „{text}“</translation>
    </message>
    <message>
        <source>Description of “{title}”</source>
        <translation>Beschreibung von „{title}“</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnosedaten</translation>
    </message>
    <message>
        <source>Diagnostics are on the clipboard. No card text, names or passwords are in them.</source>
        <translation>Die Diagnosedaten liegen in der Zwischenablage. Kartentexte, Namen oder Passwörter stehen nicht darin.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message numerus="yes">
        <source>Discard %n change(s)</source>
        <translation>
            <numerusform>%n Änderung verwerfen</numerusform>
            <numerusform>%n Änderungen verwerfen</numerusform>
        </translation>
    </message>
    <message>
        <source>Discard a comment on “{title}”</source>
        <translation>Kommentar zu „{title}“ verwerfen</translation>
    </message>
    <message>
        <source>Discard all</source>
        <translation>Alle verwerfen</translation>
    </message>
    <message>
        <source>Discard and remove</source>
        <translation>Verwerfen und entfernen</translation>
    </message>
    <message>
        <source>Discard the draft</source>
        <translation>Entwurf verwerfen</translation>
    </message>
    <message>
        <source>Discard the sub-task, or add it to another card.</source>
        <translation>Verwerfen Sie die Unteraufgabe oder fügen Sie sie einer anderen Karte hinzu.</translation>
    </message>
    <message>
        <source>Discard “{title}”</source>
        <translation>„{title}“ verwerfen</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Done again on “{board}”: {what}</source>
        <translation>Wiederholt auf „{board}“: {what}</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>Wiederholt: {what}</translation>
    </message>
    <message>
        <source>Draft saved here</source>
        <translation>Entwurf hier gespeichert</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>due</source>
        <translation>fällig</translation>
    </message>
    <message>
        <source>Due date</source>
        <translation>Fälligkeit</translation>
    </message>
    <message>
        <source>Due date changed.</source>
        <translation>Fälligkeit geändert.</translation>
    </message>
    <message>
        <source>Due date in words</source>
        <translation>Fälligkeit in Worten</translation>
    </message>
    <message numerus="yes">
        <source>Due date of %n card(s) changed.</source>
        <translation>
            <numerusform>Fälligkeit von %n Karte geändert.</numerusform>
            <numerusform>Fälligkeit von %n Karten geändert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Due date of “{title}”</source>
        <translation>Fälligkeit von „{title}“</translation>
    </message>
    <message>
        <source>Due this week</source>
        <translation>Diese Woche fällig</translation>
    </message>
    <message>
        <source>Due {day}</source>
        <translation>Fällig {day}</translation>
    </message>
    <message>
        <source>due {due}</source>
        <translation>fällig {due}</translation>
    </message>
    <message numerus="yes">
        <source>Edit %n card(s)</source>
        <translation>
            <numerusform>%n Karte ändern</numerusform>
            <numerusform>%n Karten ändern</numerusform>
        </translation>
    </message>
    <message>
        <source>Edit card</source>
        <translation>Karte bearbeiten</translation>
    </message>
    <message>
        <source>Edit it in your browser, or replace it as a whole.</source>
        <translation>Bearbeiten Sie sie im Browser oder ersetzen Sie sie ganz.</translation>
    </message>
    <message>
        <source>Edit “{title}”</source>
        <translation>„{title}“ bearbeiten</translation>
    </message>
    <message>
        <source>Enter adds {count} cards</source>
        <translation>Eingabe fügt {count} Karten hinzu</translation>
    </message>
    <message>
        <source>Enter adds · Esc closes</source>
        <translation>Eingabe fügt hinzu · Esc schließt</translation>
    </message>
    <message>
        <source>Enter adds · Shift+Enter adds another · Esc keeps the draft</source>
        <translation>Eingabe fügt hinzu · Umschalt+Eingabe fügt eine weitere hinzu · Esc behält den Entwurf</translation>
    </message>
    <message>
        <source>Enter it once more and sign in. Your boards and everything you changed stay here.</source>
        <translation>Geben Sie es noch einmal ein und melden Sie sich an. Ihre Boards und alle Ihre Änderungen bleiben hier.</translation>
    </message>
    <message>
        <source>Everyone with access</source>
        <translation>Alle mit Zugang</translation>
    </message>
    <message>
        <source>Everything in Kanbert Desktop that was not sent to Kanbert. “what” says it in words; texts stand as written.</source>
        <translation>Alles in Kanbert Desktop, was nicht an Kanbert gesendet wurde. „what“ sagt es in Worten; Texte stehen da wie geschrieben.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export and discard</source>
        <translation>Exportieren und verwerfen</translation>
    </message>
    <message>
        <source>Export board</source>
        <translation>Board exportieren</translation>
    </message>
    <message>
        <source>Export board …</source>
        <translation>Board exportieren …</translation>
    </message>
    <message>
        <source>Export what is not sent</source>
        <translation>Nicht Gesendetes exportieren</translation>
    </message>
    <message numerus="yes">
        <source>Exported to “{file}”: %n card(s).</source>
        <translation>
            <numerusform>Exportiert nach „{file}“: %n Karte.</numerusform>
            <numerusform>Exportiert nach „{file}“: %n Karten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Favourite 1 to 9</source>
        <translation>Favorit 1 bis 9</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Fewer letters find more.</source>
        <translation>Mit weniger Buchstaben wird mehr gefunden.</translation>
    </message>
    <message>
        <source>Filter cards</source>
        <translation>Karten filtern</translation>
    </message>
    <message>
        <source>Filter: {filter}</source>
        <translation>Filter: {filter}</translation>
    </message>
    <message>
        <source>Final address from the browser</source>
        <translation>Letzte Adresse aus dem Browser</translation>
    </message>
    <message>
        <source>Find a board</source>
        <translation>Board finden</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>Person suchen</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>Einstellung suchen</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>First or last card</source>
        <translation>Erste oder letzte Karte</translation>
    </message>
    <message>
        <source>Fixed port</source>
        <translation>Fester Port</translation>
    </message>
    <message>
        <source>Focus a column</source>
        <translation>Zu einer Spalte gehen</translation>
    </message>
    <message>
        <source>Fold this column</source>
        <translation>Diese Spalte einklappen</translation>
    </message>
    <message>
        <source>For example: checkout · assignee:me due:&lt;7d · is:pending · board:WEB -draft</source>
        <translation>Zum Beispiel: Plakat · zuständig:ich fällig:&lt;7d · ist:offen · board:WEB -Entwurf</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Full sync</source>
        <translation>Vollständiger Abgleich</translation>
    </message>
    <message>
        <source>Gets a window of its own; nothing of one is ever sent with the other's sign-in.</source>
        <translation>Erhält ein eigenes Fenster; nichts vom einen wird je mit der Anmeldung des anderen gesendet.</translation>
    </message>
    <message>
        <source>Go to a board, card, person or command</source>
        <translation>Zu Board, Karte, Person oder Befehl</translation>
    </message>
    <message>
        <source>Goes when its notice has gone</source>
        <translation>Wird gesendet, sobald der Hinweis verschwunden ist</translation>
    </message>
    <message>
        <source>Going places</source>
        <translation>Wechseln</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Gruppieren nach</translation>
    </message>
    <message>
        <source>Groups: {groups}</source>
        <translation>Gruppen: {groups}</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Host of the redirect URL</source>
        <translation>Host der Weiterleitungs-URL</translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n Tag</numerusform>
            <numerusform>in %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>In Kanbert it stays valid until you delete it under Settings → Apps &amp; API.</source>
        <translation>In Kanbert bleibt es gültig, bis Sie es unter Einstellungen → Apps &amp; API löschen.</translation>
    </message>
    <message>
        <source>In Kanbert, open Settings → Apps &amp; API and make an access token that may read and write.</source>
        <translation>Öffnen Sie in Kanbert Einstellungen → Apps &amp; API und erstellen Sie ein Zugriffstoken, das lesen und schreiben darf.</translation>
    </message>
    <message>
        <source>In Kanbert, open Settings → Apps &amp; API and register an application with a secret.</source>
        <translation>Öffnen Sie in Kanbert Einstellungen → Apps &amp; API und registrieren Sie eine Anwendung mit Geheimnis.</translation>
    </message>
    <message>
        <source>In Kanbert, open Settings → Apps &amp; API and register an application without a secret.</source>
        <translation>Öffnen Sie in Kanbert Einstellungen → Apps &amp; API und registrieren Sie eine Anwendung ohne Geheimnis.</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Install the extra “sandbox” of this program.</source>
        <translation>Installieren Sie den Zusatz „sandbox“ dieses Programms.</translation>
    </message>
    <message>
        <source>It asks to read and to change tasks. Check under Settings → Apps &amp; API that the application may do both.</source>
        <translation>Sie muss Aufgaben lesen und ändern können. Prüfen Sie unter Einstellungen → Apps &amp; API, ob die Anwendung beides darf.</translation>
    </message>
    <message>
        <source>It could not be printed.</source>
        <translation>Es konnte nicht gedruckt werden.</translation>
    </message>
    <message>
        <source>It goes on by itself. Nothing is lost.</source>
        <translation>Es geht von selbst weiter. Nichts ist verloren.</translation>
    </message>
    <message>
        <source>It has {length} characters; {limit} are possible. Put the rest into the description.</source>
        <translation>Er hat {length} Zeichen, möglich sind {limit}. Schreiben Sie den Rest in die Beschreibung.</translation>
    </message>
    <message>
        <source>It has {length} characters; {limit} are possible. Send it in two parts.</source>
        <translation>Er hat {length} Zeichen, möglich sind {limit}. Senden Sie ihn in zwei Teilen.</translation>
    </message>
    <message>
        <source>It is not certain that the last change was saved.</source>
        <translation>Es ist nicht sicher, dass die letzte Änderung gespeichert wurde.</translation>
    </message>
    <message>
        <source>It is not clear whether a change arrived.</source>
        <translation>Es ist unklar, ob eine Änderung angekommen ist.</translation>
    </message>
    <message>
        <source>It is not clear whether Kanbert has it</source>
        <translation>Es ist unklar, ob Kanbert es hat</translation>
    </message>
    <message>
        <source>It is overloaded or under maintenance. Nothing was changed. Try again in a few minutes.</source>
        <translation>Der Server ist überlastet oder wird gewartet. Nichts wurde geändert. Versuchen Sie es in einigen Minuten noch einmal.</translation>
    </message>
    <message>
        <source>It may be deleted, lie on a board that no longer runs, or belong to another account.</source>
        <translation>Sie kann gelöscht sein, auf einem beendeten Board liegen oder zu einem anderen Konto gehören.</translation>
    </message>
    <message>
        <source>It may have been deleted or moved where you cannot see it.</source>
        <translation>Vielleicht wurde es gelöscht oder dorthin verschoben, wo Sie es nicht sehen.</translation>
    </message>
    <message>
        <source>It may have ended, or belong to another account.</source>
        <translation>Es kann beendet sein oder zu einem anderen Konto gehören.</translation>
    </message>
    <message>
        <source>It names neither a card nor a board. Copy it anew where it came from.</source>
        <translation>Er nennt weder eine Karte noch ein Board. Kopieren Sie ihn dort neu, wo er herkam.</translation>
    </message>
    <message>
        <source>It reported a problem of its own. Nothing was changed. Try again in a few minutes.</source>
        <translation>Kanbert hat ein eigenes Problem gemeldet. Nichts wurde geändert. Versuchen Sie es in einigen Minuten noch einmal.</translation>
    </message>
    <message>
        <source>It said “{reason}”. Try again; if it stays so, check the application under Settings → Apps &amp; API.</source>
        <translation>Die Antwort war „{reason}“. Versuchen Sie es noch einmal; bleibt es so, prüfen Sie die Anwendung unter Einstellungen → Apps &amp; API.</translation>
    </message>
    <message>
        <source>It took too long. Your work is saved here and is sent later by itself.</source>
        <translation>Es hat zu lange gedauert. Ihre Arbeit ist hier gespeichert und wird später von selbst gesendet.</translation>
    </message>
    <message>
        <source>It was deleted under Settings → Apps &amp; API, or its time is over. Create a new one and sign in with it. Your boards and everything you changed stay here.</source>
        <translation>Es wurde unter Einstellungen → Apps &amp; API gelöscht, oder seine Zeit ist abgelaufen. Erzeugen Sie ein neues und melden Sie sich damit an. Ihre Boards und alle Ihre Änderungen bleiben hier.</translation>
    </message>
    <message>
        <source>It was deleted, or its board is closed. Copy your text and discard the change, or try again.</source>
        <translation>Sie wurde gelöscht, oder ihr Board ist geschlossen. Kopieren Sie Ihren Text und verwerfen Sie die Änderung, oder versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Kursiv</translation>
    </message>
    <message>
        <source>Its boards stay separate.</source>
        <translation>Seine Boards bleiben getrennt.</translation>
    </message>
    <message>
        <source>its parent card</source>
        <translation>die übergeordnete Karte</translation>
    </message>
    <message>
        <source>JSON for programs</source>
        <translation>JSON für Programme</translation>
    </message>
    <message>
        <source>Kanbert answered something that cannot be read.</source>
        <translation>Die Antwort von Kanbert ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Kanbert answered, but did not keep the change.</source>
        <translation>Kanbert hat geantwortet, die Änderung aber nicht übernommen.</translation>
    </message>
    <message>
        <source>Kanbert asks for a short break.</source>
        <translation>Kanbert bittet um eine kurze Pause.</translation>
    </message>
    <message>
        <source>Kanbert asks you to sign in again, so nothing can be sent now.</source>
        <translation>Kanbert verlangt eine neue Anmeldung, deshalb kann jetzt nichts gesendet werden.</translation>
    </message>
    <message>
        <source>Kanbert asks you to sign in again.</source>
        <translation>Bitte melden Sie sich neu an.</translation>
    </message>
    <message numerus="yes">
        <source>Kanbert asks you to sign in again. Your boards and %n change(s) stay here.</source>
        <translation>
            <numerusform>Bitte melden Sie sich neu an. Ihre Boards und %n Änderung bleiben hier.</numerusform>
            <numerusform>Bitte melden Sie sich neu an. Ihre Boards und %n Änderungen bleiben hier.</numerusform>
        </translation>
    </message>
    <message>
        <source>Kanbert asks you to sign in again. Your boards stay here.</source>
        <translation>Bitte melden Sie sich neu an. Ihre Boards bleiben hier.</translation>
    </message>
    <message>
        <source>Kanbert cannot be reached, so nothing can be sent now.</source>
        <translation>Kanbert ist nicht erreichbar, deshalb kann jetzt nichts gesendet werden.</translation>
    </message>
    <message>
        <source>Kanbert cannot be reached.</source>
        <translation>Kanbert ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Kanbert cannot sign anybody in at the moment.</source>
        <translation>Kanbert kann zurzeit niemanden anmelden.</translation>
    </message>
    <message>
        <source>Kanbert could not finish the sign-in.</source>
        <translation>Kanbert konnte die Anmeldung nicht abschließen.</translation>
    </message>
    <message>
        <source>Kanbert Desktop could not start</source>
        <translation>Kanbert Desktop konnte nicht starten</translation>
    </message>
    <message>
        <source>Kanbert Desktop never sees your password. Access is kept in the keyring of this computer.</source>
        <translation>Kanbert Desktop sieht Ihr Passwort nie. Der Zugang liegt im Schlüsselbund dieses Computers.</translation>
    </message>
    <message>
        <source>Kanbert Desktop {version} is available. You have {current}.</source>
        <translation>Kanbert Desktop {version} ist verfügbar. Sie haben {current}.</translation>
    </message>
    <message>
        <source>Kanbert did not accept it: {detail}</source>
        <translation>Kanbert hat es nicht angenommen: {detail}</translation>
    </message>
    <message>
        <source>Kanbert did not accept the request to sign in.</source>
        <translation>Kanbert hat die Anfrage zur Anmeldung nicht angenommen.</translation>
    </message>
    <message>
        <source>Kanbert did not accept this.</source>
        <translation>Kanbert hat das nicht angenommen.</translation>
    </message>
    <message>
        <source>Kanbert did not allow this.</source>
        <translation>Kanbert hat das nicht erlaubt.</translation>
    </message>
    <message numerus="yes">
        <source>Kanbert does not allow %n change(s) on this board</source>
        <translation>
            <numerusform>Kanbert erlaubt %n Änderung an diesem Board nicht</numerusform>
            <numerusform>Kanbert erlaubt %n Änderungen an diesem Board nicht</numerusform>
        </translation>
    </message>
    <message>
        <source>Kanbert does not answer.</source>
        <translation>Kanbert antwortet nicht.</translation>
    </message>
    <message>
        <source>Kanbert does not grant this application the access it needs.</source>
        <translation>Kanbert gewährt dieser Anwendung nicht den Zugriff, den sie braucht.</translation>
    </message>
    <message>
        <source>Kanbert does not know this access token.</source>
        <translation>Kanbert kennt dieses Zugriffstoken nicht.</translation>
    </message>
    <message>
        <source>Kanbert does not know this any more.</source>
        <translation>Kanbert kennt das nicht mehr.</translation>
    </message>
    <message>
        <source>Kanbert does not know this application.</source>
        <translation>Kanbert kennt diese Anwendung nicht.</translation>
    </message>
    <message>
        <source>Kanbert does not let this application sign in with a browser.</source>
        <translation>Kanbert erlaubt dieser Anwendung keine Anmeldung mit dem Browser.</translation>
    </message>
    <message>
        <source>Kanbert does not offer this yet.</source>
        <translation>Kanbert bietet das noch nicht an.</translation>
    </message>
    <message>
        <source>Kanbert does not offer this yet; it waits here</source>
        <translation>Kanbert bietet das noch nicht an; es wartet hier</translation>
    </message>
    <message>
        <source>Kanbert has a problem of its own.</source>
        <translation>Kanbert hat selbst ein Problem.</translation>
    </message>
    <message>
        <source>Kanbert has not answered; it is looked up before anything is sent twice</source>
        <translation>Kanbert hat nicht geantwortet; vor einem zweiten Senden wird nachgesehen</translation>
    </message>
    <message>
        <source>Kanbert has not told where it can be seen.</source>
        <translation>Kanbert hat nicht mitgeteilt, wo sie zu sehen ist.</translation>
    </message>
    <message>
        <source>Kanbert no longer accepts the access token.</source>
        <translation>Kanbert nimmt das Zugriffstoken nicht mehr an.</translation>
    </message>
    <message>
        <source>Kanbert no longer lists it</source>
        <translation>Kanbert führt sie nicht mehr auf</translation>
    </message>
    <message>
        <source>Kanbert no longer lists {missing} of {known} cards.</source>
        <translation>Kanbert nennt {missing} von {known} Karten nicht mehr.</translation>
    </message>
    <message>
        <source>Kanbert refused the sign-in.</source>
        <translation>Kanbert hat die Anmeldung abgelehnt.</translation>
    </message>
    <message>
        <source>Kanbert said no</source>
        <translation>Kanbert hat abgelehnt</translation>
    </message>
    <message>
        <source>Kanbert sent too much at once.</source>
        <translation>Kanbert hat zu viel auf einmal gesendet.</translation>
    </message>
    <message>
        <source>Kanbert shows it once the application is registered.</source>
        <translation>Kanbert zeigt sie, sobald die Anwendung registriert ist.</translation>
    </message>
    <message>
        <source>Kanbert's interface does not offer it. Create it anew there, or move it in Kanbert itself.</source>
        <translation>Die Schnittstelle von Kanbert sieht das nicht vor. Legen Sie die Karte dort neu an oder verschieben Sie sie in Kanbert selbst.</translation>
    </message>
    <message>
        <source>kanbert-not-sent-{date}</source>
        <translation>kanbert-nicht-gesendet-{date}</translation>
    </message>
    <message numerus="yes">
        <source>Keep %n missing card(s)</source>
        <translation>
            <numerusform>%n fehlende Karte behalten</numerusform>
            <numerusform>%n fehlende Karten behalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep both: put their text and mine together, to edit</source>
        <translation>Beide behalten: Texte zusammenfügen und bearbeiten</translation>
    </message>
    <message>
        <source>Keep for next time</source>
        <translation>Für nächstes Mal behalten</translation>
    </message>
    <message>
        <source>Keep for now</source>
        <translation>Vorerst behalten</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine Fassung behalten</translation>
    </message>
    <message>
        <source>Keep the text and close</source>
        <translation>Text behalten und schließen</translation>
    </message>
    <message>
        <source>Keep their version</source>
        <translation>Andere Fassung behalten</translation>
    </message>
    <message>
        <source>Keep them on this computer for your next sign-in. An export writes them into a file before they are discarded here.</source>
        <translation>Behalten Sie alles auf diesem Computer für Ihre nächste Anmeldung. Beim Export kommt alles in eine Datei, bevor es hier verworfen wird.</translation>
    </message>
    <message>
        <source>Kept in the keyring only.</source>
        <translation>Wird nur im Schlüsselbund aufbewahrt.</translation>
    </message>
    <message>
        <source>Kept on this computer, for this account.</source>
        <translation>Gilt auf diesem Computer, für dieses Konto.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Known accounts</source>
        <translation>Bekannte Konten</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Letzte Änderung</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>Letzter Abgleich</translation>
    </message>
    <message>
        <source>Last sync: {time}</source>
        <translation>Letzter Abgleich: {time}</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Licences of everything that comes with it</source>
        <translation>Lizenzen von allem, was dazugehört</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Link to the sign-in</source>
        <translation>Link zur Anmeldung</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Lists every card in Kanbert anew and compares it with what is here. Nothing unsent is lost.</source>
        <translation>Listet jede Karte in Kanbert neu auf und vergleicht sie mit dem, was hier ist. Nichts Ungesendetes geht verloren.</translation>
    </message>
    <message>
        <source>Loading boards …</source>
        <translation>Boards werden geladen …</translation>
    </message>
    <message>
        <source>Loading boards, {boards} of {all}</source>
        <translation>Boards werden geladen, {boards} von {all}</translation>
    </message>
    <message>
        <source>Loading cards …</source>
        <translation>Karten werden geladen …</translation>
    </message>
    <message>
        <source>Loading comments …</source>
        <translation>Kommentare werden geladen …</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>Log folder</source>
        <translation>Protokollordner</translation>
    </message>
    <message>
        <source>log in {folder}</source>
        <translation>Protokoll in {folder}</translation>
    </message>
    <message>
        <source>LOOK</source>
        <translation>ACHTUNG</translation>
    </message>
    <message>
        <source>Look for a newer version</source>
        <translation>Nach einer neueren Version sehen</translation>
    </message>
    <message>
        <source>Look for a window that asks for its password, then try again.</source>
        <translation>Suchen Sie ein Fenster, das nach seinem Passwort fragt, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Look in Kanbert. If it is missing there, try again; it may appear twice.</source>
        <translation>Sehen Sie in Kanbert nach. Fehlt es dort, versuchen Sie es noch einmal; es kann dann doppelt erscheinen.</translation>
    </message>
    <message>
        <source>Looking at everything …</source>
        <translation>Alles wird angesehen …</translation>
    </message>
    <message>
        <source>Looking for changes in Kanbert</source>
        <translation>Sucht Änderungen in Kanbert</translation>
    </message>
    <message>
        <source>Many cards are missing</source>
        <translation>Viele Karten fehlen</translation>
    </message>
    <message>
        <source>me</source>
        <translation>mir</translation>
    </message>
    <message>
        <source>Mine, on this computer</source>
        <translation>Meine Fassung, hier</translation>
    </message>
    <message>
        <source>Month after</source>
        <translation>Monat danach</translation>
    </message>
    <message>
        <source>Month before</source>
        <translation>Monat davor</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message numerus="yes">
        <source>Move %n card(s)</source>
        <translation>
            <numerusform>%n Karte verschieben</numerusform>
            <numerusform>%n Karten verschieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Move a card</source>
        <translation>Karte verschieben</translation>
    </message>
    <message>
        <source>Move card down in my order</source>
        <translation>Karte in meiner Reihenfolge nach unten</translation>
    </message>
    <message>
        <source>Move card one column left</source>
        <translation>Karte eine Spalte nach links</translation>
    </message>
    <message>
        <source>Move card one column right</source>
        <translation>Karte eine Spalte nach rechts</translation>
    </message>
    <message>
        <source>Move card to another board</source>
        <translation>Karte auf ein anderes Board verschieben</translation>
    </message>
    <message>
        <source>Move card up in my order</source>
        <translation>Karte in meiner Reihenfolge nach oben</translation>
    </message>
    <message>
        <source>Move card: then 1 to 6 for the column</source>
        <translation>Karte verschieben: danach 1 bis 6 für die Spalte</translation>
    </message>
    <message>
        <source>Move to</source>
        <translation>Verschieben nach</translation>
    </message>
    <message>
        <source>Move to another column</source>
        <translation>In eine andere Spalte verschieben</translation>
    </message>
    <message>
        <source>Move “{title}”</source>
        <translation>„{title}“ verschieben</translation>
    </message>
    <message>
        <source>Moved to {column}.</source>
        <translation>Nach {column} verschoben.</translation>
    </message>
    <message>
        <source>Moved.</source>
        <translation>Verschoben.</translation>
    </message>
    <message>
        <source>My cards</source>
        <translation>Meine Karten</translation>
    </message>
    <message>
        <source>My order, this computer only</source>
        <translation>Meine Reihenfolge, nur dieser Computer</translation>
    </message>
    <message>
        <source>My work</source>
        <translation>Meine Aufgaben</translation>
    </message>
    <message numerus="yes">
        <source>My work, %n open card(s)</source>
        <translation>
            <numerusform>Meine Aufgaben, %n offene Karte</numerusform>
            <numerusform>Meine Aufgaben, %n offene Karten</numerusform>
        </translation>
    </message>
    <message>
        <source>N, M, D, A and the other letters, 1 to 6, / and ?. Off: menus, the command palette and keys with Ctrl do the same.</source>
        <translation>N, M, D, A und die anderen Buchstaben, 1 bis 6, / und ?. Aus: Menüs, Befehlspalette und Tasten mit Strg tun dasselbe.</translation>
    </message>
    <message>
        <source>Name another one than {port} with --port, or leave it out to take any free one.</source>
        <translation>Nennen Sie mit --port einen anderen als {port}, oder lassen Sie es weg, um irgendeinen freien zu nehmen.</translation>
    </message>
    <message>
        <source>Needs your decision</source>
        <translation>Ihre Entscheidung nötig</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>New card</source>
        <translation>Neue Karte</translation>
    </message>
    <message>
        <source>New card “{title}”</source>
        <translation>Neue Karte „{title}“</translation>
    </message>
    <message>
        <source>New card …</source>
        <translation>Neue Karte …</translation>
    </message>
    <message>
        <source>New from template</source>
        <translation>Neu aus Vorlage</translation>
    </message>
    <message>
        <source>Next region</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>next week</source>
        <translation>nächste Woche</translation>
    </message>
    <message>
        <source>No answer since {time}</source>
        <translation>Keine Antwort seit {time}</translation>
    </message>
    <message>
        <source>No answer within {seconds} seconds.</source>
        <translation>Keine Antwort innerhalb von {seconds} Sekunden.</translation>
    </message>
    <message>
        <source>No board yet</source>
        <translation>Noch kein Board</translation>
    </message>
    <message>
        <source>No boards are stored here yet.</source>
        <translation>Hier sind noch keine Boards gespeichert.</translation>
    </message>
    <message>
        <source>No browser can be opened here. Open this link on any computer or phone, sign in and allow access there. The last page will not load there: copy its address and paste it below.</source>
        <translation>Hier lässt sich kein Browser öffnen. Öffnen Sie diesen Link auf einem anderen Computer oder Telefon, melden Sie sich dort an und erlauben Sie den Zugriff. Die letzte Seite wird dort nicht geladen: Kopieren Sie ihre Adresse und fügen Sie sie unten ein.</translation>
    </message>
    <message>
        <source>No browser could be opened.</source>
        <translation>Es ließ sich kein Browser öffnen.</translation>
    </message>
    <message>
        <source>No browser was found on this computer. Copy the link and open it on any computer or phone, sign in and allow access there. The last page will not load there: copy its address and paste it below.</source>
        <translation>Auf diesem Computer wurde kein Browser gefunden. Kopieren Sie den Link, öffnen Sie ihn auf einem anderen Computer oder Telefon, melden Sie sich dort an und erlauben Sie den Zugriff. Die letzte Seite wird dort nicht geladen: Kopieren Sie ihre Adresse und fügen Sie sie unten ein.</translation>
    </message>
    <message>
        <source>No card here has a priority yet, so there is none to choose.</source>
        <translation>Noch hat keine Karte hier eine Priorität, daher gibt es keine zur Auswahl.</translation>
    </message>
    <message>
        <source>No card matches.</source>
        <translation>Keine Karte passt.</translation>
    </message>
    <message>
        <source>No cards</source>
        <translation>Keine Karten</translation>
    </message>
    <message>
        <source>No cards.</source>
        <translation>Keine Karten.</translation>
    </message>
    <message>
        <source>No comments yet.</source>
        <translation>Noch keine Kommentare.</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Kein Datum</translation>
    </message>
    <message>
        <source>No due date</source>
        <translation>Keine Fälligkeit</translation>
    </message>
    <message>
        <source>No file can be written there.</source>
        <translation>Dort kann keine Datei geschrieben werden.</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>Keine Gruppen</translation>
    </message>
    <message>
        <source>No list in Kanbert holds this card any more.</source>
        <translation>Keine Liste in Kanbert enthält diese Karte noch.</translation>
    </message>
    <message>
        <source>No local port could be opened ({reason}). Check the firewall and try again.</source>
        <translation>Es ließ sich kein lokaler Port öffnen ({reason}). Prüfen Sie die Firewall und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>Kein Treffer</translation>
    </message>
    <message>
        <source>No printer is set up on this computer. You can save a PDF instead.</source>
        <translation>Auf diesem Computer ist kein Drucker eingerichtet. Sie können stattdessen ein PDF speichern.</translation>
    </message>
    <message>
        <source>No priority</source>
        <translation>Keine Priorität</translation>
    </message>
    <message>
        <source>No program opens folders here: {folder}</source>
        <translation>Kein Programm öffnet hier Ordner: {folder}</translation>
    </message>
    <message>
        <source>No running projects for you.</source>
        <translation>Für Sie läuft kein Projekt.</translation>
    </message>
    <message>
        <source>No setting is called so.</source>
        <translation>Keine Einstellung heißt so.</translation>
    </message>
    <message>
        <source>No web address is known for this card.</source>
        <translation>Für diese Karte ist keine Webadresse bekannt.</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>Nobody is called that.</source>
        <translation>So heißt niemand.</translation>
    </message>
    <message>
        <source>nobody is signed in</source>
        <translation>niemand ist angemeldet</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>None can be opened from here; a sign-in prints its link, to be opened anywhere.</source>
        <translation>Von hier aus lässt sich keiner öffnen; eine Anmeldung zeigt ihren Link, der überall geöffnet werden kann.</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Nicht angenommen</translation>
    </message>
    <message>
        <source>Not compared: the server told no time.</source>
        <translation>Nicht verglichen: Der Server nannte keine Zeit.</translation>
    </message>
    <message>
        <source>Not everything could be sent.</source>
        <translation>Nicht alles konnte gesendet werden.</translation>
    </message>
    <message>
        <source>Not everything is saved yet.</source>
        <translation>Noch ist nicht alles gespeichert.</translation>
    </message>
    <message>
        <source>Not everything is sent yet.</source>
        <translation>Noch ist nicht alles gesendet.</translation>
    </message>
    <message>
        <source>Not everything was saved. Free some space and repeat the command.</source>
        <translation>Nicht alles wurde gespeichert. Schaffen Sie Platz und wiederholen Sie den Befehl.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Noch nicht gesendet</translation>
    </message>
    <message>
        <source>Not sent yet: comes back as it was.</source>
        <translation>Noch nicht gesendet: kommt unverändert zurück.</translation>
    </message>
    <message>
        <source>Not this one</source>
        <translation>Diese nicht melden</translation>
    </message>
    <message>
        <source>Nothing assigned to you.</source>
        <translation>Ihnen ist nichts zugewiesen.</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Nothing has been fetched yet: run “kanbert-desktop sync”.</source>
        <translation>Noch wurde nichts geholt: Rufen Sie „kanbert-desktop sync“ auf.</translation>
    </message>
    <message>
        <source>Nothing has this name.</source>
        <translation>Nichts heißt so.</translation>
    </message>
    <message>
        <source>Nothing is lost. It is asked again later.</source>
        <translation>Nichts ist verloren. Später wird noch einmal gefragt.</translation>
    </message>
    <message>
        <source>Nothing of it is left on this computer. In Kanbert nothing has changed.</source>
        <translation>Auf diesem Computer ist nichts davon übrig. In Kanbert hat sich nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing waits for a decision under this id.</source>
        <translation>Unter dieser Kennung wartet nichts auf eine Entscheidung.</translation>
    </message>
    <message>
        <source>Nothing was changed on this computer yet.</source>
        <translation>Auf diesem Computer wurde noch nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing was changed on this computer.</source>
        <translation>Auf diesem Computer wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Nothing was changed. Check your network and try again.</source>
        <translation>Es wurde nichts geändert. Prüfen Sie Ihr Netz und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Nothing was deleted here.</source>
        <translation>Hier wurde nichts gelöscht.</translation>
    </message>
    <message>
        <source>Nothing was sent. Copy your text, discard the change, and tell whoever runs the server.</source>
        <translation>Nichts wurde gesendet. Kopieren Sie Ihren Text, verwerfen Sie die Änderung und wenden Sie sich an die Betreiber des Servers.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Mitteilungen</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>Ohne Netz seit {time}</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>On the board</source>
        <translation>Auf dem Board</translation>
    </message>
    <message>
        <source>On top of the desktop's own; cards, lists and buttons grow with it.</source>
        <translation>Zusätzlich zu der des Desktops; Karten, Listen und Schaltflächen wachsen mit.</translation>
    </message>
    <message>
        <source>Once a day. It is only told, never installed.</source>
        <translation>Einmal am Tag. Sie wird nur gemeldet, nie eingespielt.</translation>
    </message>
    <message>
        <source>Once. Then your boards are on this computer, also without a network.</source>
        <translation>Einmal. Dann sind Ihre Boards auf diesem Computer, auch ohne Netz.</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Einen Schritt zurück</translation>
    </message>
    <message>
        <source>Only https is used, except on this computer itself. “{server}” was refused.</source>
        <translation>Außer auf diesem Computer selbst wird nur https benutzt. „{server}“ wurde abgelehnt.</translation>
    </message>
    <message>
        <source>Only the beginning is printed. The whole text is in the card.</source>
        <translation>Nur der Anfang ist gedruckt. Der ganze Text steht in der Karte.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Open a board first.</source>
        <translation>Öffnen Sie zuerst ein Board.</translation>
    </message>
    <message>
        <source>Open a board or a card first.</source>
        <translation>Öffnen Sie zuerst ein Board oder eine Karte.</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Erneut öffnen</translation>
    </message>
    <message>
        <source>Open any web page in your browser, sign in to the network, and try again.</source>
        <translation>Öffnen Sie im Browser eine beliebige Seite, melden Sie sich am Netz an und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Open board</source>
        <translation>Board öffnen</translation>
    </message>
    <message>
        <source>Open card</source>
        <translation>Karte öffnen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open in Kanbert</source>
        <translation>In Kanbert öffnen</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open its window</source>
        <translation>Sein Fenster öffnen</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Protokollordner öffnen</translation>
    </message>
    <message>
        <source>Open {title}</source>
        <translation>{title} öffnen</translation>
    </message>
    <message>
        <source>opened with {program}</source>
        <translation>geöffnet mit {program}</translation>
    </message>
    <message>
        <source>Opens at start</source>
        <translation>Öffnet sich beim Start</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Sonstige</translation>
    </message>
    <message>
        <source>Other ways in</source>
        <translation>Andere Wege</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>überfällig</translation>
    </message>
    <message>
        <source>overdue: {due}</source>
        <translation>überfällig: {due}</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>Seite {page} von {pages}</translation>
    </message>
    <message>
        <source>Parent card</source>
        <translation>Übergeordnete Karte</translation>
    </message>
    <message>
        <source>Part of {title}</source>
        <translation>Teil von {title}</translation>
    </message>
    <message>
        <source>Paste lines as cards</source>
        <translation>Zeilen als Karten einfügen</translation>
    </message>
    <message>
        <source>Paste the access token:</source>
        <translation>Fügen Sie das Zugriffstoken ein:</translation>
    </message>
    <message>
        <source>Paste the client ID and the secret:</source>
        <translation>Fügen Sie die Client-ID und das Geheimnis ein:</translation>
    </message>
    <message>
        <source>Paste the client ID:</source>
        <translation>Fügen Sie die Client-ID ein:</translation>
    </message>
    <message>
        <source>PDF document</source>
        <translation>PDF-Dokument</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message numerus="yes">
        <source>Place of %n card(s) in my order</source>
        <translation>
            <numerusform>Platz von %n Karte in meiner Reihenfolge</numerusform>
            <numerusform>Platz von %n Karten in meiner Reihenfolge</numerusform>
        </translation>
    </message>
    <message>
        <source>Place of “{title}” in my order</source>
        <translation>Platz von „{title}“ in meiner Reihenfolge</translation>
    </message>
    <message>
        <source>Press Enter again to add {count} cards.</source>
        <translation>Noch einmal Eingabe, um {count} Karten hinzuzufügen.</translation>
    </message>
    <message>
        <source>Press I on a card to take it.</source>
        <translation>Mit I übernehmen Sie eine Karte.</translation>
    </message>
    <message>
        <source>Press N for the first card.</source>
        <translation>Drücken Sie N für die erste Karte.</translation>
    </message>
    <message>
        <source>Print card …</source>
        <translation>Karte drucken …</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>Drucken …</translation>
    </message>
    <message>
        <source>Printed {when}</source>
        <translation>Gedruckt {when}</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Priority changed.</source>
        <translation>Priorität geändert.</translation>
    </message>
    <message numerus="yes">
        <source>Priority of %n card(s) changed.</source>
        <translation>
            <numerusform>Priorität von %n Karte geändert.</numerusform>
            <numerusform>Priorität von %n Karten geändert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Priority of “{title}”</source>
        <translation>Priorität von „{title}“</translation>
    </message>
    <message>
        <source>Priority: {name}</source>
        <translation>Priorität: {name}</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Project team only</source>
        <translation>Nur Projektteam</translation>
    </message>
    <message>
        <source>public</source>
        <translation>öffentlich</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>Leise</translation>
    </message>
    <message>
        <source>Quiet: in the window and as a dot in the tray, without a sound. What you do yourself is never told.</source>
        <translation>Leise: im Fenster und als Punkt im Infobereich, ohne Ton. Was Sie selbst tun, wird nie gemeldet.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Quit without saving</source>
        <translation>Ohne Speichern beenden</translation>
    </message>
    <message>
        <source>Read about it</source>
        <translation>Mehr darüber lesen</translation>
    </message>
    <message>
        <source>Reading was stopped after a great many pages. Nothing is lost; it is asked again later. If this stays so, tell whoever runs the server.</source>
        <translation>Das Lesen wurde nach sehr vielen Seiten beendet. Nichts ist verloren; später wird noch einmal gefragt. Wenn das so bleibt, wenden Sie sich an die Betreiber des Servers.</translation>
    </message>
    <message>
        <source>Reading was stopped to protect this computer. Nothing is lost; it is asked again later. If this stays so, tell whoever runs the server.</source>
        <translation>Das Lesen wurde beendet, um diesen Computer zu schützen. Nichts ist verloren; später wird noch einmal gefragt. Wenn das so bleibt, wenden Sie sich an die Betreiber des Servers.</translation>
    </message>
    <message>
        <source>Ready in the background once you are signed in to the computer.</source>
        <translation>Im Hintergrund bereit, sobald Sie am Computer angemeldet sind.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Received {pulled}, sent {pushed}, waiting {pending}, to decide {attention}.</source>
        <translation>Empfangen {pulled}, gesendet {pushed}, wartend {pending}, zu entscheiden {attention}.</translation>
    </message>
    <message>
        <source>Recent boards</source>
        <translation>Zuletzt geöffnete Boards</translation>
    </message>
    <message>
        <source>Recently deleted</source>
        <translation>Kürzlich gelöscht</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Empfohlen</translation>
    </message>
    <message>
        <source>Redirect URL</source>
        <translation>Weiterleitungs-URL</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo: {what}</source>
        <translation>Wiederholen: {what}</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>Reduziert</translation>
    </message>
    <message>
        <source>Reduced: nothing slides, fades or scrolls by itself.</source>
        <translation>Reduziert: Nichts gleitet, blendet oder rollt von selbst.</translation>
    </message>
    <message>
        <source>Register an application in Kanbert under Settings → Apps &amp; API and enter its client ID.</source>
        <translation>Registrieren Sie in Kanbert unter Einstellungen → Apps &amp; API eine Anwendung und geben Sie deren Client-ID an.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n missing card(s)</source>
        <translation>
            <numerusform>%n fehlende Karte entfernen</numerusform>
            <numerusform>%n fehlende Karten entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove data …</source>
        <translation>Daten entfernen …</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>Aus den Favoriten entfernen</translation>
    </message>
    <message>
        <source>Remove here</source>
        <translation>Hier entfernen</translation>
    </message>
    <message>
        <source>Remove template “{title}”</source>
        <translation>Vorlage „{title}“ entfernen</translation>
    </message>
    <message>
        <source>Remove this account's data</source>
        <translation>Daten dieses Kontos entfernen</translation>
    </message>
    <message>
        <source>Remove this account's data from this computer?</source>
        <translation>Die Daten dieses Kontos von diesem Computer entfernen?</translation>
    </message>
    <message>
        <source>Remove this account's data …</source>
        <translation>Daten dieses Kontos entfernen …</translation>
    </message>
    <message>
        <source>Rename in place</source>
        <translation>An Ort und Stelle umbenennen</translation>
    </message>
    <message>
        <source>Rename “{title}”</source>
        <translation>„{title}“ umbenennen</translation>
    </message>
    <message>
        <source>Renamed.</source>
        <translation>Umbenannt.</translation>
    </message>
    <message>
        <source>Report of a fault</source>
        <translation>Bericht über einen Fehler</translation>
    </message>
    <message>
        <source>Rescued: changes {changes}, drafts {drafts}. The rest is fetched again; the old file is “{path}”.</source>
        <translation>Gerettet: Änderungen {changes}, Entwürfe {drafts}. Der Rest wird neu geholt; die alte Datei ist „{path}“.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Restore as new card</source>
        <translation>Als neue Karte wiederherstellen</translation>
    </message>
    <message>
        <source>Restore “{title}”</source>
        <translation>„{title}“ wiederherstellen</translation>
    </message>
    <message>
        <source>Restored as a new card, without its comments.</source>
        <translation>Als neue Karte wiederhergestellt, ohne ihre Kommentare.</translation>
    </message>
    <message>
        <source>Restored on “{board}” as a new card, without its comments.</source>
        <translation>Auf „{board}“ als neue Karte wiederhergestellt, ohne ihre Kommentare.</translation>
    </message>
    <message>
        <source>Sample data</source>
        <translation>Beispieldaten</translation>
    </message>
    <message>
        <source>Sample data. Nothing leaves this computer.</source>
        <translation>Beispieldaten. Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Sample data: nothing leaves this computer.</source>
        <translation>Beispieldaten: Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Save and quit</source>
        <translation>Speichern und beenden</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Als PDF speichern</translation>
    </message>
    <message>
        <source>Save as PDF …</source>
        <translation>Als PDF speichern …</translation>
    </message>
    <message>
        <source>Save card as template</source>
        <translation>Karte als Vorlage sichern</translation>
    </message>
    <message>
        <source>Save this decision</source>
        <translation>Entscheidung speichern</translation>
    </message>
    <message numerus="yes">
        <source>Saved as “{file}”, %n page(s).</source>
        <translation>
            <numerusform>Als „{file}“ gespeichert, %n Seite.</numerusform>
            <numerusform>Als „{file}“ gespeichert, %n Seiten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved here</source>
        <translation>Hier gespeichert</translation>
    </message>
    <message>
        <source>Saved here, not sent</source>
        <translation>Hier gespeichert, nicht gesendet</translation>
    </message>
    <message>
        <source>Saving does not work here.</source>
        <translation>Speichern geht hier nicht.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>Alles durchsuchen</translation>
    </message>
    <message>
        <source>Search or jump to …</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Select card</source>
        <translation>Karte auswählen</translation>
    </message>
    <message>
        <source>Select further cards</source>
        <translation>Weitere Karten auswählen</translation>
    </message>
    <message>
        <source>Select the whole column</source>
        <translation>Ganze Spalte auswählen</translation>
    </message>
    <message>
        <source>Send a comment, save a decision</source>
        <translation>Kommentar senden, Entscheidung speichern</translation>
    </message>
    <message>
        <source>Send and sign out</source>
        <translation>Senden und abmelden</translation>
    </message>
    <message>
        <source>Send comment</source>
        <translation>Kommentar senden</translation>
    </message>
    <message>
        <source>Send it, keep it for next time, or discard it before you sign out.</source>
        <translation>Senden Sie es, behalten Sie es für nächstes Mal oder verwerfen Sie es, bevor Sie sich abmelden.</translation>
    </message>
    <message>
        <source>Send them now, or keep them on this computer for your next sign-in. An export writes them into a file before they are discarded here.</source>
        <translation>Senden Sie alles jetzt oder behalten Sie es auf diesem Computer für Ihre nächste Anmeldung. Beim Export kommt alles in eine Datei, bevor es hier verworfen wird.</translation>
    </message>
    <message numerus="yes">
        <source>Sending %n change(s)</source>
        <translation>
            <numerusform>%n Änderung wird gesendet</numerusform>
            <numerusform>%n Änderungen werden gesendet</numerusform>
        </translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message numerus="yes">
        <source>Sent to the printer, %n page(s).</source>
        <translation>
            <numerusform>An den Drucker gesendet, %n Seite.</numerusform>
            <numerusform>An den Drucker gesendet, %n Seiten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Set by the administrator of this computer.</source>
        <translation>Von der Verwaltung dieses Computers festgelegt.</translation>
    </message>
    <message>
        <source>Set on the command line or in the environment.</source>
        <translation>Auf der Befehlszeile oder in der Umgebung festgelegt.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Several boards are called that.</source>
        <translation>So heißen mehrere Boards.</translation>
    </message>
    <message>
        <source>Several cards</source>
        <translation>Mehrere Karten</translation>
    </message>
    <message>
        <source>Several people are called that.</source>
        <translation>So heißen mehrere Personen.</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Shorten the text and try again.</source>
        <translation>Kürzen Sie den Text und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles anzeigen</translation>
    </message>
    <message>
        <source>Show archived</source>
        <translation>Archivierte zeigen</translation>
    </message>
    <message>
        <source>Show as plain text</source>
        <translation>Als reinen Text anzeigen</translation>
    </message>
    <message>
        <source>Show in the tray</source>
        <translation>Im Infobereich zeigen</translation>
    </message>
    <message>
        <source>Show or hide the card's panel</source>
        <translation>Kartenbereich ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Show or hide the sidebar</source>
        <translation>Seitenleiste zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show sidebar</source>
        <translation>Seitenleiste zeigen</translation>
    </message>
    <message>
        <source>Show what to decide</source>
        <translation>Zeigen, was zu entscheiden ist</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>Seitenleiste</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>sign in again</source>
        <translation>neu anmelden</translation>
    </message>
    <message>
        <source>Sign in again to renew it. Everything you changed stays here.</source>
        <translation>Melden Sie sich neu an, um ihn zu erneuern. Alles, was Sie geändert haben, bleibt hier.</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>Melden Sie sich zuerst an.</translation>
    </message>
    <message>
        <source>Sign in in browser</source>
        <translation>Im Browser anmelden</translation>
    </message>
    <message>
        <source>Sign in to follow the link.</source>
        <translation>Melden Sie sich an, um dem Link zu folgen.</translation>
    </message>
    <message>
        <source>Sign in with it once more. Your boards and everything you changed stay here.</source>
        <translation>Melden Sie sich noch einmal damit an. Ihre Boards und alle Ihre Änderungen bleiben hier.</translation>
    </message>
    <message>
        <source>Sign in with your browser</source>
        <translation>Mit dem Browser anmelden</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Signed in as {name}.</source>
        <translation>Angemeldet als {name}.</translation>
    </message>
    <message>
        <source>signed in, shown here</source>
        <translation>angemeldet, hier gezeigt</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>abgemeldet</translation>
    </message>
    <message>
        <source>Signed out.</source>
        <translation>Abgemeldet.</translation>
    </message>
    <message>
        <source>Similar names</source>
        <translation>Ähnliche Namen</translation>
    </message>
    <message>
        <source>Single keys</source>
        <translation>Einzelne Tasten</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>Somebody else has signed in</source>
        <translation>Jemand anderes hat sich angemeldet</translation>
    </message>
    <message>
        <source>Something went wrong in Kanbert Desktop</source>
        <translation>In Kanbert Desktop ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>Something went wrong the last time. A report of it lies on this computer.</source>
        <translation>Beim letzten Mal ist etwas schiefgegangen. Ein Bericht darüber liegt auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>Etwas ist schiefgegangen.</translation>
    </message>
    <message>
        <source>Sort and group</source>
        <translation>Sortieren und gruppieren</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Sort: {sort}</source>
        <translation>Sortierung: {sort}</translation>
    </message>
    <message>
        <source>Sorted by due date</source>
        <translation>Nach Fälligkeit sortiert</translation>
    </message>
    <message>
        <source>Sorted by last change</source>
        <translation>Nach letzter Änderung sortiert</translation>
    </message>
    <message>
        <source>Sorted by priority</source>
        <translation>Nach Priorität sortiert</translation>
    </message>
    <message>
        <source>Sorted by title</source>
        <translation>Nach Titel sortiert</translation>
    </message>
    <message>
        <source>sound, {size}</source>
        <translation>in Ordnung, {size}</translation>
    </message>
    <message>
        <source>Space used</source>
        <translation>Belegter Platz</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Start again when you like.</source>
        <translation>Fangen Sie neu an, wann Sie möchten.</translation>
    </message>
    <message>
        <source>Start it where there is one. The verbs need none: “kanbert-desktop --help” lists them.</source>
        <translation>Starten Sie es, wo es einen gibt. Die Befehle brauchen keinen: „kanbert-desktop --help“ zählt sie auf.</translation>
    </message>
    <message>
        <source>Start the program again. The reason is in the log.</source>
        <translation>Starten Sie das Programm neu. Der Grund steht im Protokoll.</translation>
    </message>
    <message>
        <source>Start the program again: it rescues your changes and fetches the rest anew.</source>
        <translation>Starten Sie das Programm neu: Es rettet Ihre Änderungen und holt den Rest noch einmal.</translation>
    </message>
    <message>
        <source>Start the program with “--profile” and that folder, or restart this computer.</source>
        <translation>Starten Sie das Programm mit „--profile“ und diesem Ordner oder starten Sie diesen Computer neu.</translation>
    </message>
    <message>
        <source>Start with the system</source>
        <translation>Mit dem System starten</translation>
    </message>
    <message>
        <source>Starting the sample data …</source>
        <translation>Beispieldaten werden gestartet …</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Step {number} of 3: {name}</source>
        <translation>Schritt {number} von 3: {name}</translation>
    </message>
    <message>
        <source>Sub-task changed.</source>
        <translation>Unteraufgabe geändert.</translation>
    </message>
    <message>
        <source>Sub-tasks</source>
        <translation>Unteraufgaben</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Wechseln</translation>
    </message>
    <message>
        <source>Switch to it</source>
        <translation>Dorthin wechseln</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Sync and storage</source>
        <translation>Abgleich und Speicher</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>Synced {time}</source>
        <translation>Abgeglichen {time}</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Abgleich läuft</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>System follows the desktop as it changes.</source>
        <translation>System folgt dem Desktop, auch wenn er wechselt.</translation>
    </message>
    <message>
        <source>Table for spreadsheets</source>
        <translation>Tabelle für Tabellenkalkulationen</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Rückgängig gemacht</translation>
    </message>
    <message>
        <source>Taken back before it was sent</source>
        <translation>Vor dem Senden zurückgenommen</translation>
    </message>
    <message>
        <source>Taken back on “{board}”: {what}</source>
        <translation>Rückgängig gemacht auf „{board}“: {what}</translation>
    </message>
    <message>
        <source>Taken back: {what}</source>
        <translation>Rückgängig gemacht: {what}</translation>
    </message>
    <message>
        <source>Taken back: {what}.</source>
        <translation>Rückgängig gemacht: {what}.</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>Text der Lizenz</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>That choice is not offered.</source>
        <translation>Diese Wahl gibt es hier nicht.</translation>
    </message>
    <message>
        <source>That is an address, not a client ID.</source>
        <translation>Das ist eine Adresse, keine Client-ID.</translation>
    </message>
    <message>
        <source>That is an e-mail address, not a client ID.</source>
        <translation>Das ist eine E-Mail-Adresse, keine Client-ID.</translation>
    </message>
    <message>
        <source>That is decided already.</source>
        <translation>Das ist schon entschieden.</translation>
    </message>
    <message>
        <source>That is it. Signing you in …</source>
        <translation>Das ist sie. Sie werden angemeldet …</translation>
    </message>
    <message>
        <source>That is no access token.</source>
        <translation>Das ist kein Zugriffstoken.</translation>
    </message>
    <message>
        <source>That is no date.</source>
        <translation>Das ist kein Datum.</translation>
    </message>
    <message>
        <source>That is not the address needed.</source>
        <translation>Das ist nicht die gesuchte Adresse.</translation>
    </message>
    <message>
        <source>That is not the address of a server.</source>
        <translation>Das ist nicht die Adresse eines Servers.</translation>
    </message>
    <message>
        <source>That is unusual, so they are all still here. Keep them for now, or remove them from this computer.</source>
        <translation>Das ist ungewöhnlich, darum sind alle noch da. Behalten Sie sie vorerst oder entfernen Sie sie von diesem Computer.</translation>
    </message>
    <message>
        <source>That looks like a secret or a token.</source>
        <translation>Das sieht nach einem Geheimnis oder einem Token aus.</translation>
    </message>
    <message>
        <source>The access token is missing.</source>
        <translation>Das Zugriffstoken fehlt.</translation>
    </message>
    <message>
        <source>The access token is missing. Kanbert shows it once, when you make it.</source>
        <translation>Das Zugriffstoken fehlt. Kanbert zeigt es einmal, wenn Sie es erstellen.</translation>
    </message>
    <message>
        <source>The access token is no longer in the keyring.</source>
        <translation>Das Zugriffstoken liegt nicht mehr im Schlüsselbund.</translation>
    </message>
    <message>
        <source>The account's data was removed.</source>
        <translation>Die Daten des Kontos wurden entfernt.</translation>
    </message>
    <message>
        <source>The administrator's settings cannot be read.</source>
        <translation>Die Einstellungen des Administrators sind nicht lesbar.</translation>
    </message>
    <message>
        <source>The answer cannot be written.</source>
        <translation>Die Antwort lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>The application's secret is no longer in the keyring.</source>
        <translation>Das Geheimnis der Anwendung liegt nicht mehr im Schlüsselbund.</translation>
    </message>
    <message>
        <source>The board used last</source>
        <translation>Das zuletzt benutzte Board</translation>
    </message>
    <message>
        <source>The board “{board}” is not open to you any more, but your version is kept here. Copy your text, or write all of the board into a file with “kanbert-desktop export {code}”.</source>
        <translation>Das Board „{board}“ steht Ihnen nicht mehr offen, aber Ihre Fassung bleibt hier. Kopieren Sie Ihren Text, oder schreiben Sie das ganze Board mit „kanbert-desktop export {code}“ in eine Datei.</translation>
    </message>
    <message>
        <source>The browser cannot report back to this computer.</source>
        <translation>Der Browser kann diesem Computer nicht antworten.</translation>
    </message>
    <message>
        <source>The browser shows an error or cannot reach 127.0.0.1?</source>
        <translation>Der Browser zeigt einen Fehler oder erreicht 127.0.0.1 nicht?</translation>
    </message>
    <message>
        <source>The card is back on the board. Delete it all the same, or keep their version.</source>
        <translation>Die Karte ist wieder auf dem Board. Löschen Sie sie trotzdem oder behalten Sie die andere Fassung.</translation>
    </message>
    <message>
        <source>The card is read again before anything is sent twice.</source>
        <translation>Die Karte wird neu gelesen, bevor etwas doppelt gesendet wird.</translation>
    </message>
    <message>
        <source>The change stays here until the server can take it.</source>
        <translation>Die Änderung bleibt hier, bis der Server sie annehmen kann.</translation>
    </message>
    <message>
        <source>The client ID is missing.</source>
        <translation>Die Client-ID fehlt.</translation>
    </message>
    <message>
        <source>The client ID is the shorter of the two; a secret has a field of its own.</source>
        <translation>Die Client-ID ist die kürzere von beiden; für ein Geheimnis gibt es ein eigenes Feld.</translation>
    </message>
    <message>
        <source>The client secret is missing. Kanbert shows it once, when the application is registered.</source>
        <translation>Das Geheimnis der Anwendung fehlt. Kanbert zeigt es einmal, wenn die Anwendung registriert wird.</translation>
    </message>
    <message>
        <source>The command was interrupted.</source>
        <translation>Der Befehl wurde unterbrochen.</translation>
    </message>
    <message>
        <source>The comment is empty.</source>
        <translation>Der Kommentar ist leer.</translation>
    </message>
    <message>
        <source>The comment is too long.</source>
        <translation>Der Kommentar ist zu lang.</translation>
    </message>
    <message>
        <source>The comments could not be loaded. Open the card again to try once more.</source>
        <translation>Die Kommentare konnten nicht geladen werden. Öffnen Sie die Karte noch einmal, um es erneut zu versuchen.</translation>
    </message>
    <message>
        <source>The connection to Kanbert is not secure.</source>
        <translation>Die Verbindung zu Kanbert ist nicht sicher.</translation>
    </message>
    <message>
        <source>The disk does not take your last changes: they are in memory only and are lost when you quit now. Free some space, then save and quit.</source>
        <translation>Der Datenträger nimmt Ihre letzten Änderungen nicht an: Sie sind nur im Arbeitsspeicher und gehen verloren, wenn Sie jetzt beenden. Schaffen Sie Platz, dann speichern und beenden Sie.</translation>
    </message>
    <message>
        <source>The disk failed while “{path}” was written. Check the disk, then look before you make the change again.</source>
        <translation>Der Datenträger hat versagt, während „{path}“ geschrieben wurde. Prüfen Sie ihn und sehen Sie nach, bevor Sie die Änderung wiederholen.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>The file cannot be written.</source>
        <translation>Die Datei kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The file with your boards was damaged. What you changed was rescued; the rest is fetched again.</source>
        <translation>Die Datei mit Ihren Boards war beschädigt. Ihre Änderungen wurden gerettet, der Rest wird neu geholt.</translation>
    </message>
    <message numerus="yes">
        <source>The first %n card(s).</source>
        <translation>
            <numerusform>Die erste %n Karte.</numerusform>
            <numerusform>Die ersten %n Karten.</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder for the file is missing.</source>
        <translation>Der Ordner für die Datei fehlt.</translation>
    </message>
    <message>
        <source>The index is still being made.</source>
        <translation>Der Index wird noch aufgebaut.</translation>
    </message>
    <message>
        <source>The keyring cannot hold the sign-in.</source>
        <translation>Der Schlüsselbund kann die Anmeldung nicht aufnehmen.</translation>
    </message>
    <message>
        <source>The keyring did not answer.</source>
        <translation>Der Schlüsselbund hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>The keyring does not answer.</source>
        <translation>Der Schlüsselbund antwortet nicht.</translation>
    </message>
    <message>
        <source>The keyring is full.</source>
        <translation>Der Schlüsselbund ist voll.</translation>
    </message>
    <message>
        <source>The keyring is locked.</source>
        <translation>Der Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>The keyring is not available.</source>
        <translation>Der Schlüsselbund ist nicht verfügbar.</translation>
    </message>
    <message>
        <source>The keyring stayed locked.</source>
        <translation>Der Schlüsselbund blieb gesperrt.</translation>
    </message>
    <message>
        <source>The list of accounts was damaged.</source>
        <translation>Die Liste der Konten war beschädigt.</translation>
    </message>
    <message>
        <source>The network's proxy cannot be used.</source>
        <translation>Der Proxy des Netzes ist nicht benutzbar.</translation>
    </message>
    <message>
        <source>The network's proxy wants a password.</source>
        <translation>Der Proxy des Netzes verlangt ein Passwort.</translation>
    </message>
    <message>
        <source>The open window keeps this change in memory and saves it as soon as there is room. Free some space; do not repeat the command.</source>
        <translation>Das offene Fenster behält diese Änderung im Arbeitsspeicher und speichert sie, sobald Platz ist. Schaffen Sie Platz; wiederholen Sie den Befehl nicht.</translation>
    </message>
    <message>
        <source>The other window could not be started.</source>
        <translation>Das andere Fenster konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The parent card is gone.</source>
        <translation>Die übergeordnete Karte ist weg.</translation>
    </message>
    <message>
        <source>The port is in use.</source>
        <translation>Der Port ist belegt.</translation>
    </message>
    <message>
        <source>The printer did not take it. You can save a PDF instead.</source>
        <translation>Der Drucker hat es nicht angenommen. Sie können stattdessen ein PDF speichern.</translation>
    </message>
    <message>
        <source>The profile folder is open to others.</source>
        <translation>Der Profilordner ist für andere offen.</translation>
    </message>
    <message>
        <source>The program ended while the board “{title}” was being opened, so the board stays closed.</source>
        <translation>Das Programm wurde beendet, während das Board „{title}“ geöffnet wurde. Es bleibt deshalb geschlossen.</translation>
    </message>
    <message>
        <source>The program ended while the card “{title}” was being opened, so the card stays closed.</source>
        <translation>Das Programm wurde beendet, während die Karte „{title}“ geöffnet wurde. Sie bleibt deshalb geschlossen.</translation>
    </message>
    <message>
        <source>The program is closing.</source>
        <translation>Das Programm wird gerade beendet.</translation>
    </message>
    <message>
        <source>The report is on the clipboard.</source>
        <translation>Der Bericht liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>The sample data can be started.</source>
        <translation>Die Beispieldaten können gestartet werden.</translation>
    </message>
    <message>
        <source>The sample data could not be started.</source>
        <translation>Die Beispieldaten ließen sich nicht starten.</translation>
    </message>
    <message>
        <source>The sample data is not installed.</source>
        <translation>Die Beispieldaten sind nicht installiert.</translation>
    </message>
    <message>
        <source>The saved boards are damaged.</source>
        <translation>Die gespeicherten Boards sind beschädigt.</translation>
    </message>
    <message>
        <source>The saved boards cannot be read.</source>
        <translation>Die gespeicherten Boards sind nicht lesbar.</translation>
    </message>
    <message>
        <source>The saved boards were damaged.</source>
        <translation>Die gespeicherten Boards waren beschädigt.</translation>
    </message>
    <message>
        <source>The server answered with error {status}. Your work is saved here and is sent later.</source>
        <translation>Der Server hat mit Fehler {status} geantwortet. Ihre Arbeit ist hier gespeichert und wird später gesendet.</translation>
    </message>
    <message>
        <source>The server's certificate is not trusted here, so nothing was sent. Check this computer's date and your network.</source>
        <translation>Dem Zertifikat des Servers wird hier nicht vertraut, darum wurde nichts gesendet. Prüfen Sie das Datum dieses Computers und Ihr Netz.</translation>
    </message>
    <message>
        <source>The server's id of this card cannot be used.</source>
        <translation>Die Kennung, die der Server dieser Karte gibt, ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>The settings were damaged.</source>
        <translation>Die Einstellungen waren beschädigt.</translation>
    </message>
    <message>
        <source>The sign-in is no longer on this computer.</source>
        <translation>Die Anmeldung ist nicht mehr auf diesem Computer.</translation>
    </message>
    <message>
        <source>The sign-in was cancelled.</source>
        <translation>Die Anmeldung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The sign-in was disturbed.</source>
        <translation>Die Anmeldung wurde gestört.</translation>
    </message>
    <message>
        <source>The sync was interrupted.</source>
        <translation>Der Abgleich wurde unterbrochen.</translation>
    </message>
    <message>
        <source>The system did not take it: {why}</source>
        <translation>Das System hat es nicht angenommen: {why}</translation>
    </message>
    <message>
        <source>The template “{title}” was removed.</source>
        <translation>Die Vorlage „{title}“ wurde entfernt.</translation>
    </message>
    <message>
        <source>The text on the clipboard is too long for a description.</source>
        <translation>Der Text in der Zwischenablage ist zu lang für eine Beschreibung.</translation>
    </message>
    <message>
        <source>The time is over.</source>
        <translation>Die Zeit ist abgelaufen.</translation>
    </message>
    <message>
        <source>The title is too long.</source>
        <translation>Der Titel ist zu lang.</translation>
    </message>
    <message>
        <source>Theirs is on the board for now. Yours is kept here until you decide.</source>
        <translation>Auf dem Board steht vorerst die andere Fassung. Ihre bleibt hier, bis Sie entscheiden.</translation>
    </message>
    <message>
        <source>Theirs, in Kanbert</source>
        <translation>Andere Fassung, in Kanbert</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>there</source>
        <translation>vorhanden</translation>
    </message>
    <message>
        <source>There is no board yet that could take the card.</source>
        <translation>Es gibt noch kein Board, das die Karte aufnehmen könnte.</translation>
    </message>
    <message>
        <source>There is no screen for a window.</source>
        <translation>Hier gibt es keinen Bildschirm für ein Fenster.</translation>
    </message>
    <message>
        <source>There is no such board.</source>
        <translation>Dieses Board gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no such card.</source>
        <translation>Diese Karte gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no such column.</source>
        <translation>Diese Spalte gibt es nicht.</translation>
    </message>
    <message>
        <source>There is nothing to export.</source>
        <translation>Es gibt nichts zu exportieren.</translation>
    </message>
    <message>
        <source>There is nothing to print.</source>
        <translation>Es gibt nichts zu drucken.</translation>
    </message>
    <message>
        <source>There is nothing to take back.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>They stay on this computer then.</source>
        <translation>Danach sind sie auf diesem Computer.</translation>
    </message>
    <message>
        <source>This account works with a token in KANBERT_ACCESS_TOKEN. Set it, or sign in with your browser.</source>
        <translation>Dieses Konto arbeitet mit einem Token in KANBERT_ACCESS_TOKEN. Setzen Sie es oder melden Sie sich im Browser an.</translation>
    </message>
    <message>
        <source>This address is not secure.</source>
        <translation>Diese Adresse ist nicht sicher.</translation>
    </message>
    <message>
        <source>This board is empty.</source>
        <translation>Dieses Board ist leer.</translation>
    </message>
    <message>
        <source>This board is not on this computer.</source>
        <translation>Dieses Board ist nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>This board is sorted. Switch to My order, this computer only?</source>
        <translation>Dieses Board ist sortiert. Zu „Meine Reihenfolge, nur dieser Computer“ wechseln?</translation>
    </message>
    <message>
        <source>This build has no address for it.</source>
        <translation>Diese Ausgabe hat keine Adresse dafür.</translation>
    </message>
    <message>
        <source>This cannot be taken back.</source>
        <translation>Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>This card is not on this computer.</source>
        <translation>Diese Karte ist nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>This change was not saved. Start again and repeat it.</source>
        <translation>Diese Änderung wurde nicht gespeichert. Starten Sie neu und wiederholen Sie sie.</translation>
    </message>
    <message>
        <source>This description holds more than can be edited here.</source>
        <translation>Diese Beschreibung enthält mehr, als sich hier bearbeiten lässt.</translation>
    </message>
    <message>
        <source>This desktop offers no tray.</source>
        <translation>Dieser Desktop hat keinen Infobereich.</translation>
    </message>
    <message>
        <source>This is all of it. It is sent to nobody; whoever helps you may ask you for it. Your boards and your unsent changes were kept.</source>
        <translation>Das ist alles, was er enthält. Er wird an niemanden gesendet; wer Ihnen hilft, fragt Sie vielleicht danach. Ihre Boards und Ihre nicht gesendeten Änderungen sind erhalten geblieben.</translation>
    </message>
    <message>
        <source>This is another account.</source>
        <translation>Das ist ein anderes Konto.</translation>
    </message>
    <message>
        <source>This is no day of the calendar.</source>
        <translation>Diesen Tag gibt es im Kalender nicht.</translation>
    </message>
    <message>
        <source>This is only a part of a long text.</source>
        <translation>Das ist nur ein Teil eines langen Textes.</translation>
    </message>
    <message>
        <source>This is only the beginning of the title.</source>
        <translation>Das ist nur der Anfang des Titels.</translation>
    </message>
    <message>
        <source>This is only the beginning, without formatting.</source>
        <translation>Das ist nur der Anfang, ohne Formatierung.</translation>
    </message>
    <message>
        <source>This is too large for Kanbert.</source>
        <translation>Das ist zu groß für Kanbert.</translation>
    </message>
    <message>
        <source>This link cannot be followed.</source>
        <translation>Diesem Link lässt sich nicht folgen.</translation>
    </message>
    <message>
        <source>This network asks for a sign-in of its own.</source>
        <translation>Dieses Netz verlangt eine eigene Anmeldung.</translation>
    </message>
    <message>
        <source>This text has forms that can only be edited in Kanbert itself.</source>
        <translation>Dieser Text hat Formen, die sich nur in Kanbert selbst bearbeiten lassen.</translation>
    </message>
    <message>
        <source>This text is shown without its formatting.</source>
        <translation>Dieser Text wird ohne seine Formatierung angezeigt.</translation>
    </message>
    <message>
        <source>This text is too long or too complex to be edited here. You can edit it in Kanbert itself.</source>
        <translation>Dieser Text ist zu lang oder zu verschachtelt, um ihn hier zu bearbeiten. In Kanbert selbst geht das.</translation>
    </message>
    <message>
        <source>This title is too long to be edited here.</source>
        <translation>Dieser Titel ist zu lang, um ihn hier zu bearbeiten.</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Diese Woche</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Verbleibende Zeit</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Title of the new card</source>
        <translation>Titel der neuen Karte</translation>
    </message>
    <message>
        <source>Titles, descriptions and comments of all boards</source>
        <translation>Titel, Beschreibungen und Kommentare aller Boards</translation>
    </message>
    <message>
        <source>To change it, sign out; the first page asks for it under More.</source>
        <translation>Zum Ändern melden Sie sich ab; die erste Seite fragt unter „Mehr“ danach.</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>Zu entscheiden</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Zu erledigen</translation>
    </message>
    <message numerus="yes">
        <source>to send %n change(s)</source>
        <translation>
            <numerusform>um %n Änderung zu senden</numerusform>
            <numerusform>um %n Änderungen zu senden</numerusform>
        </translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message>
        <source>tomorrow, Fri, 3 Dec …</source>
        <translation>morgen, Fr, 3. Dez …</translation>
    </message>
    <message numerus="yes">
        <source>Try %n change(s) again</source>
        <translation>
            <numerusform>%n Änderung erneut versuchen</numerusform>
            <numerusform>%n Änderungen erneut versuchen</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try again, or discard the change.</source>
        <translation>Versuchen Sie es noch einmal oder verwerfen Sie die Änderung.</translation>
    </message>
    <message>
        <source>Try again: “{title}”</source>
        <translation>Erneut versuchen: „{title}“</translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation>Alle erneut versuchen</translation>
    </message>
    <message>
        <source>Try with sample data</source>
        <translation>Mit Beispieldaten ausprobieren</translation>
    </message>
    <message>
        <source>Type a day, or choose one below.</source>
        <translation>Tippen Sie einen Tag oder wählen Sie unten einen.</translation>
    </message>
    <message>
        <source>Type at least one character.</source>
        <translation>Tippen Sie mindestens ein Zeichen.</translation>
    </message>
    <message>
        <source>Type something first.</source>
        <translation>Tippen Sie zuerst etwas.</translation>
    </message>
    <message numerus="yes">
        <source>Unarchive %n card(s)</source>
        <translation>
            <numerusform>%n Karte aus dem Archiv holen</numerusform>
            <numerusform>%n Karten aus dem Archiv holen</numerusform>
        </translation>
    </message>
    <message>
        <source>Unarchive “{title}”</source>
        <translation>„{title}“ aus dem Archiv holen</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>Rückgängig: {what}</translation>
    </message>
    <message>
        <source>Unfold {column}</source>
        <translation>{column} ausklappen</translation>
    </message>
    <message>
        <source>Unknown person</source>
        <translation>Unbekannte Person</translation>
    </message>
    <message>
        <source>Unlock the keyring to continue.</source>
        <translation>Entsperren Sie den Schlüsselbund, um fortzufahren.</translation>
    </message>
    <message>
        <source>Until now {former} was here. In the browser {person} has signed in. Nothing is stored yet. If this is you, continue; the boards of both stay separate. If not, cancel: another person on this computer may have answered in your place.</source>
        <translation>Bisher war {former} hier. Im Browser hat sich {person} angemeldet. Noch ist nichts gespeichert. Wenn Sie das sind, wählen Sie „Weiter“; die Boards bleiben getrennt. Wenn nicht, brechen Sie ab: Jemand anderes an diesem Computer hat womöglich an Ihrer Stelle geantwortet.</translation>
    </message>
    <message>
        <source>Until now {former} was signed in here. The boards of both stay separate.</source>
        <translation>Bisher war {former} hier angemeldet. Die Boards bleiben getrennt.</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>Use the board's id instead of “{board}”.</source>
        <translation>Nehmen Sie statt „{board}“ die Kennung des Boards.</translation>
    </message>
    <message>
        <source>Use the e-mail address instead of “{person}”.</source>
        <translation>Nehmen Sie statt „{person}“ die E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Versions, counts and checks in one text. No card text, names or passwords are in it.</source>
        <translation>Versionen, Anzahlen und Prüfungen in einem Text. Kartentexte, Namen oder Passwörter stehen nicht darin.</translation>
    </message>
    <message>
        <source>Visibility changed.</source>
        <translation>Sichtbarkeit geändert.</translation>
    </message>
    <message>
        <source>Visible to</source>
        <translation>Sichtbar für</translation>
    </message>
    <message>
        <source>Waiting for Kanbert</source>
        <translation>Wartet auf Kanbert</translation>
    </message>
    <message>
        <source>Waiting for network</source>
        <translation>Wartet auf Netz</translation>
    </message>
    <message>
        <source>Waiting for the keyring</source>
        <translation>Wartet auf den Schlüsselbund</translation>
    </message>
    <message>
        <source>Waiting for the keyring: a window of your desktop may be asking you to unlock it.</source>
        <translation>Der Schlüsselbund lässt warten: Vielleicht bittet ein Fenster Ihres Desktops darum, ihn zu entsperren.</translation>
    </message>
    <message>
        <source>Waiting for your browser</source>
        <translation>Wartet auf Ihren Browser</translation>
    </message>
    <message>
        <source>Waiting for your sign-in</source>
        <translation>Warten auf Ihre Anmeldung</translation>
    </message>
    <message>
        <source>Waits for you to sign in again</source>
        <translation>Wartet auf Ihre neue Anmeldung</translation>
    </message>
    <message>
        <source>Waits for “{title}”, which needs your decision</source>
        <translation>Wartet auf „{title}“, die Ihre Entscheidung braucht</translation>
    </message>
    <message>
        <source>Waits until you have decided about the card itself</source>
        <translation>Wartet, bis Sie über die Karte selbst entschieden haben</translation>
    </message>
    <message>
        <source>Waits until you have decided about the missing cards</source>
        <translation>Wartet, bis Sie über die fehlenden Karten entschieden haben</translation>
    </message>
    <message>
        <source>Waits until “{title}” has been sent</source>
        <translation>Wartet, bis „{title}“ gesendet ist</translation>
    </message>
    <message>
        <source>was {value}</source>
        <translation>war {value}</translation>
    </message>
    <message>
        <source>We have opened the Kanbert sign-in page. Sign in and allow access there. This window notices by itself, so you can close the browser tab afterwards.</source>
        <translation>Die Anmeldeseite von Kanbert ist geöffnet. Melden Sie sich dort an und erlauben Sie den Zugriff. Dieses Fenster merkt es von selbst; den Browser-Tab können Sie danach schließen.</translation>
    </message>
    <message>
        <source>Went into a later change</source>
        <translation>In einer späteren Änderung enthalten</translation>
    </message>
    <message>
        <source>What can be done with this board</source>
        <translation>Was mit diesem Board getan werden kann</translation>
    </message>
    <message>
        <source>What could not be read is as it was at first. The old file is kept beside the new one.</source>
        <translation>Was nicht gelesen werden konnte, ist wie am Anfang. Die alte Datei bleibt neben der neuen erhalten.</translation>
    </message>
    <message>
        <source>What is to be done?</source>
        <translation>Was ist zu tun?</translation>
    </message>
    <message>
        <source>What it had saved until then stays. Look before you repeat it.</source>
        <translation>Was er bis dahin gespeichert hatte, bleibt. Sehen Sie nach, bevor Sie ihn wiederholen.</translation>
    </message>
    <message>
        <source>What it leads to opens as soon as your boards are here.</source>
        <translation>Was er zeigt, öffnet sich, sobald Ihre Boards hier sind.</translation>
    </message>
    <message>
        <source>What it was before is not known here.</source>
        <translation>Wie es vorher war, ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>What was deleted on this computer. Cards deleted elsewhere are not here.</source>
        <translation>Was auf diesem Computer gelöscht wurde. Anderswo gelöschte Karten stehen hier nicht.</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Gefundenes</translation>
    </message>
    <message>
        <source>What was sent and received until then stays. Run it again to go on where it stopped.</source>
        <translation>Was bis dahin gesendet und empfangen wurde, bleibt. Starten Sie ihn noch einmal, dann geht es dort weiter.</translation>
    </message>
    <message>
        <source>What you typed here is kept, but it is too long to be edited.</source>
        <translation>Was Sie hier geschrieben haben, ist gespeichert, aber zu lang zum Bearbeiten.</translation>
    </message>
    <message>
        <source>Where Kanbert gave your application a client secret.</source>
        <translation>Wenn Kanbert Ihrer Anwendung ein Geheimnis gegeben hat.</translation>
    </message>
    <message>
        <source>While writing</source>
        <translation>Beim Schreiben</translation>
    </message>
    <message>
        <source>Who reads it: {audience}</source>
        <translation>Wer es liest: {audience}</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>With your browser</source>
        <translation>Mit Ihrem Browser</translation>
    </message>
    <message>
        <source>Without a browser, with a token that you make in Kanbert.</source>
        <translation>Ohne Browser, mit einem Token, das Sie in Kanbert erstellen.</translation>
    </message>
    <message>
        <source>Without a parent card</source>
        <translation>Ohne übergeordnete Karte</translation>
    </message>
    <message>
        <source>Without client</source>
        <translation>Ohne Kunde</translation>
    </message>
    <message>
        <source>writable, and readable by you alone</source>
        <translation>beschreibbar und nur für Sie lesbar</translation>
    </message>
    <message>
        <source>Write a comment</source>
        <translation>Kommentar schreiben</translation>
    </message>
    <message>
        <source>Write it like https://api.kanbert.com; “{server}” cannot be used.</source>
        <translation>Schreiben Sie sie wie https://api.kanbert.com; „{server}“ ist nicht benutzbar.</translation>
    </message>
    <message>
        <source>Wrong usage</source>
        <translation>Falscher Aufruf</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>You are not signed in, so there is no board that could take a card.</source>
        <translation>Sie sind nicht angemeldet, daher gibt es kein Board, das eine Karte aufnehmen könnte.</translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation>Sie sind nicht angemeldet.</translation>
    </message>
    <message>
        <source>You are signed out, and the access token is forgotten here.</source>
        <translation>Sie sind abgemeldet, und das Zugriffstoken ist hier vergessen.</translation>
    </message>
    <message>
        <source>You are signed out, but not everything was removed.</source>
        <translation>Sie sind abgemeldet, aber nicht alles wurde entfernt.</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>Sie sind abgemeldet.</translation>
    </message>
    <message>
        <source>You are still signed in. Left: to send {pending}, to decide {parked}, drafts {drafts}. Keep them for next time, or export them.</source>
        <translation>Sie sind weiter angemeldet. Übrig: zu senden {pending}, zu klären {parked}, Entwürfe {drafts}. Behalten Sie es für das nächste Mal oder exportieren Sie es.</translation>
    </message>
    <message>
        <source>You can edit it in Kanbert itself.</source>
        <translation>In Kanbert selbst geht das.</translation>
    </message>
    <message>
        <source>You can go on working</source>
        <translation>Sie können weiterarbeiten</translation>
    </message>
    <message>
        <source>You can read here, not change</source>
        <translation>Sie können hier lesen, nicht ändern</translation>
    </message>
    <message>
        <source>You can read here, not change.</source>
        <translation>Sie können hier lesen, nicht ändern.</translation>
    </message>
    <message>
        <source>You can stay signed in until you quit; nothing is written to disk.</source>
        <translation>Sie bleiben bis zum Beenden angemeldet; nichts wird auf den Datenträger geschrieben.</translation>
    </message>
    <message>
        <source>You deleted it; it was changed in Kanbert meanwhile</source>
        <translation>Von Ihnen gelöscht, inzwischen in Kanbert geändert</translation>
    </message>
    <message>
        <source>You did not allow access.</source>
        <translation>Sie haben den Zugriff nicht erlaubt.</translation>
    </message>
    <message>
        <source>You may not change this. {message}</source>
        <translation>Sie dürfen das nicht ändern. {message}</translation>
    </message>
    <message>
        <source>You stay signed in until you quit; nothing is written to disk.</source>
        <translation>Sie bleiben bis zum Beenden angemeldet; nichts wird auf den Datenträger geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>You were mentioned %n time(s)</source>
        <translation>
            <numerusform>Sie wurden %n Mal erwähnt</numerusform>
            <numerusform>Sie wurden %n-mal erwähnt</numerusform>
        </translation>
    </message>
    <message>
        <source>Your access does not include writing.</source>
        <translation>Ihr Zugang umfasst kein Schreiben.</translation>
    </message>
    <message>
        <source>Your access has changed.</source>
        <translation>Ihr Zugang hat sich geändert.</translation>
    </message>
    <message numerus="yes">
        <source>Your boards and %n change(s) stay here.</source>
        <translation>
            <numerusform>Ihre Boards und %n Änderung bleiben hier.</numerusform>
            <numerusform>Ihre Boards und %n Änderungen bleiben hier.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your boards and changes are kept in “{path}”, which this older version leaves alone. Install the newest version to see them.</source>
        <translation>Ihre Boards und Änderungen bleiben in „{path}“ erhalten; diese ältere Version rührt sie nicht an. Installieren Sie die neueste Version, um sie zu sehen.</translation>
    </message>
    <message>
        <source>Your boards and everything you changed stay here.</source>
        <translation>Ihre Boards und alles, was Sie geändert haben, bleiben hier.</translation>
    </message>
    <message>
        <source>Your boards come to this computer and stay usable without a network.</source>
        <translation>Ihre Boards kommen auf diesen Computer und bleiben auch ohne Netz benutzbar.</translation>
    </message>
    <message>
        <source>Your boards stay here</source>
        <translation>Ihre Boards bleiben hier</translation>
    </message>
    <message>
        <source>Your boards stay here.</source>
        <translation>Ihre Boards bleiben hier.</translation>
    </message>
    <message>
        <source>Your change</source>
        <translation>Ihre Änderung</translation>
    </message>
    <message>
        <source>Your changes are kept here. Once you may write there again, try all of them again.</source>
        <translation>Ihre Änderungen bleiben hier. Sobald Sie dort wieder schreiben dürfen, versuchen Sie alle erneut.</translation>
    </message>
    <message>
        <source>Your changes are kept in memory. Free some space before you quit; saving is tried again.</source>
        <translation>Ihre Änderungen sind im Arbeitsspeicher. Schaffen Sie Platz, bevor Sie beenden; das Speichern wird wiederholt.</translation>
    </message>
    <message>
        <source>Your edits are kept. The details are in the log.</source>
        <translation>Ihre Änderungen sind erhalten. Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
        <source>Your Kanbert boards in a native window, online or not. Under the MIT licence.</source>
        <translation>Ihre Kanbert-Boards in einem eigenen Fenster, mit und ohne Netz. Unter der MIT-Lizenz.</translation>
    </message>
    <message>
        <source>Your version is kept as a copy here. Restore it as a new card, or discard it.</source>
        <translation>Ihre Fassung ist hier als Kopie erhalten. Stellen Sie sie als neue Karte wieder her oder verwerfen Sie sie.</translation>
    </message>
    <message>
        <source>Your version is kept here. Change it and try again, or discard it.</source>
        <translation>Ihre Fassung ist hier erhalten. Ändern Sie sie und versuchen Sie es noch einmal, oder verwerfen Sie sie.</translation>
    </message>
    <message>
        <source>Your work is kept. If it happens again, the log says more ({key}).</source>
        <translation>Ihre Arbeit ist erhalten. Geschieht es wieder, sagt das Protokoll mehr ({key}).</translation>
    </message>
    <message>
        <source>Your work is saved here and is sent as soon as the network is back.</source>
        <translation>Ihre Arbeit ist hier gespeichert und wird gesendet, sobald das Netz wieder da ist.</translation>
    </message>
    <message>
        <source>{all}, of it {boards} for the boards of this account</source>
        <translation>{all}, davon {boards} für die Boards dieses Kontos</translation>
    </message>
    <message>
        <source>{column}, continued</source>
        <translation>{column}, Fortsetzung</translation>
    </message>
    <message>
        <source>{column}, {count} cards</source>
        <translation>{column}, {count} Karten</translation>
    </message>
    <message>
        <source>{column}, {count} cards, fold</source>
        <translation>{column}, {count} Karten, einklappen</translation>
    </message>
    <message>
        <source>{column}, {count} cards, folded</source>
        <translation>{column}, {count} Karten, eingeklappt</translation>
    </message>
    <message>
        <source>{column}, {shown} of {count} cards, fold</source>
        <translation>{column}, {shown} von {count} Karten, einklappen</translation>
    </message>
    <message>
        <source>{column}, {shown} of {count} cards, folded</source>
        <translation>{column}, {shown} von {count} Karten, eingeklappt</translation>
    </message>
    <message>
        <source>{day} {month}, {time}</source>
        <translation>{day}. {month}, {time}</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} von {all}</translation>
    </message>
    <message>
        <source>{done} of {all} sub-tasks done</source>
        <translation>{done} von {all} Unteraufgaben erledigt</translation>
    </message>
    <message>
        <source>{fields}: changed in both places</source>
        <translation>{fields}: an beiden Orten geändert</translation>
    </message>
    <message>
        <source>{field}: {old} → {new}</source>
        <translation>{field}: {old} → {new}</translation>
    </message>
    <message>
        <source>{message}</source>
        <translation>{message}</translation>
    </message>
    <message>
        <source>{name} ({place}): boards, drafts, backups, the sign-in and the name of the account are removed from this computer. In Kanbert nothing changes.</source>
        <translation>{name} ({place}): Boards, Entwürfe, Sicherungen, die Anmeldung und der Name des Kontos werden von diesem Computer entfernt. In Kanbert ändert sich nichts.</translation>
    </message>
    <message>
        <source>{name} commented</source>
        <translation>{name} hat kommentiert</translation>
    </message>
    <message>
        <source>{name} mentioned you</source>
        <translation>{name} hat Sie erwähnt</translation>
    </message>
    <message>
        <source>{name} · {place}</source>
        <translation>{name} · {place}</translation>
    </message>
    <message>
        <source>{name} · {place} (sign in again)</source>
        <translation>{name} · {place} (neu anmelden)</translation>
    </message>
    <message>
        <source>{name} · {place} (signed out)</source>
        <translation>{name} · {place} (abgemeldet)</translation>
    </message>
    <message>
        <source>{place}, not open</source>
        <translation>{place}, nicht geöffnet</translation>
    </message>
    <message>
        <source>{place}, open in process {pid}</source>
        <translation>{place}, geöffnet in Prozess {pid}</translation>
    </message>
    <message>
        <source>{problem}; tried again at {time}</source>
        <translation>{problem}; nächster Versuch um {time}</translation>
    </message>
    <message>
        <source>{reason}. The command itself was carried out; look with “kanbert-desktop status”.</source>
        <translation>{reason}. Der Befehl selbst wurde ausgeführt; sehen Sie mit „kanbert-desktop status“ nach.</translation>
    </message>
    <message>
        <source>{reason}. You changed it at {time}.</source>
        <translation>{reason}. Ihre Änderung: {time}.</translation>
    </message>
    <message>
        <source>{server} answers</source>
        <translation>{server} antwortet</translation>
    </message>
    <message>
        <source>{shown} of {all}</source>
        <translation>{shown} von {all}</translation>
    </message>
    <message>
        <source>{shown} of {count}</source>
        <translation>{shown} von {count}</translation>
    </message>
    <message>
        <source>{size} free</source>
        <translation>{size} frei</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message numerus="yes">
        <source>{title}, %n card(s), fold</source>
        <translation>
            <numerusform>{title}, %n Karte, einklappen</numerusform>
            <numerusform>{title}, %n Karten, einklappen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{title}, %n card(s), folded</source>
        <translation>
            <numerusform>{title}, %n Karte, eingeklappt</numerusform>
            <numerusform>{title}, %n Karten, eingeklappt</numerusform>
        </translation>
    </message>
    <message>
        <source>{title}: moved to {column}</source>
        <translation>{title}: nach {column} verschoben</translation>
    </message>
    <message>
        <source>{title}: {place} of {count}</source>
        <translation>{title}: {place} von {count}</translation>
    </message>
    <message>
        <source>{version} is available</source>
        <translation>{version} ist verfügbar</translation>
    </message>
    <message>
        <source>{which} of {all}</source>
        <translation>{which} von {all}</translation>
    </message>
    <message>
        <source>“{board}” is not among your running projects.</source>
        <translation>„{board}“ ist nicht unter Ihren laufenden Projekten.</translation>
    </message>
    <message>
        <source>“{card}” is not on this computer. Sync and look again.</source>
        <translation>„{card}“ ist nicht auf diesem Computer. Gleichen Sie ab und sehen Sie noch einmal nach.</translation>
    </message>
    <message>
        <source>“{card}” is not on “{board}”. Add it to the board of that card.</source>
        <translation>„{card}“ steht nicht auf „{board}“. Legen Sie sie auf dem Board jener Karte an.</translation>
    </message>
    <message>
        <source>“{choice}” does not fit here; possible: {choices}.</source>
        <translation>„{choice}“ passt hier nicht; möglich: {choices}.</translation>
    </message>
    <message>
        <source>“{column}” is none of Backlog, New, WIP, Completed, Approved, Closed.</source>
        <translation>„{column}“ ist keine von Backlog, New, WIP, Completed, Approved, Closed.</translation>
    </message>
    <message>
        <source>“{date}” is not in the calendar. Write it as 2026-12-24.</source>
        <translation>„{date}“ steht nicht im Kalender. Schreiben Sie es als 2026-12-24.</translation>
    </message>
    <message>
        <source>“{folder}” does not exist. Make it first, or name another place.</source>
        <translation>„{folder}“ gibt es nicht. Legen Sie den Ordner an oder nennen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>“{key}:{value}” fits no name here.</source>
        <translation>„{key}:{value}“ passt hier auf keinen Namen.</translation>
    </message>
    <message>
        <source>“{key}:” is no word of the search; it was looked for as it stands.</source>
        <translation>„{key}:“ ist kein Wort der Suche; gesucht wurde danach, wie es dasteht.</translation>
    </message>
    <message>
        <source>“{key}:” knows no “{value}”; it was looked for as it stands.</source>
        <translation>„{key}:“ kennt „{value}“ nicht; gesucht wurde danach, wie es dasteht.</translation>
    </message>
    <message>
        <source>“{path}” belongs to another user, and others can look into it. Choose a folder of your own with “--profile”.</source>
        <translation>„{path}“ gehört einem anderen Benutzer, und andere können hineinsehen. Wählen Sie mit „--profile“ einen eigenen Ordner.</translation>
    </message>
    <message>
        <source>“{path}” cannot be opened. Check the disk and the permissions.</source>
        <translation>„{path}“ lässt sich nicht öffnen. Prüfen Sie Datenträger und Rechte.</translation>
    </message>
    <message>
        <source>“{path}” cannot be read and is ignored.</source>
        <translation>„{path}“ ist nicht lesbar und wird übergangen.</translation>
    </message>
    <message>
        <source>“{path}” cannot be written. Check its permissions and repeat the command.</source>
        <translation>„{path}“ lässt sich nicht beschreiben. Prüfen Sie die Rechte und wiederholen Sie den Befehl.</translation>
    </message>
    <message>
        <source>“{path}” cannot be written. Check its permissions; what you change now is kept in memory only.</source>
        <translation>„{path}“ lässt sich nicht schreiben. Prüfen Sie die Rechte; was Sie jetzt ändern, bleibt nur im Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>“{path}” cannot be written. The open window keeps this change in memory and saves it as soon as that works. Do not repeat the command.</source>
        <translation>„{path}“ kann nicht geschrieben werden. Das offene Fenster behält diese Änderung im Arbeitsspeicher und speichert sie, sobald es geht. Wiederholen Sie den Befehl nicht.</translation>
    </message>
    <message>
        <source>“{path}” is a folder or a device. Name a file.</source>
        <translation>„{path}“ ist ein Ordner oder ein Gerät. Nennen Sie eine Datei.</translation>
    </message>
    <message>
        <source>“{path}” is ignored. Ask whoever looks after this computer to correct it.</source>
        <translation>„{path}“ wird nicht beachtet. Bitten Sie die Person, die diesen Computer betreut, die Datei zu korrigieren.</translation>
    </message>
    <message>
        <source>“{path}” still holds boards of this account. Delete that folder yourself, or free some space and try again.</source>
        <translation>„{path}“ enthält noch Boards dieses Kontos. Löschen Sie diesen Ordner selbst, oder schaffen Sie Platz und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>“{path}”: {reason}. Name another place, or free some space; nothing was changed.</source>
        <translation>„{path}“: {reason}. Nennen Sie einen anderen Ort oder schaffen Sie Platz; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>“{person}” is not known in this space.</source>
        <translation>„{person}“ ist in diesem Bereich nicht bekannt.</translation>
    </message>
    <message>
        <source>“{place}” cannot be written</source>
        <translation>„{place}“ ist nicht beschreibbar</translation>
    </message>
    <message>
        <source>“{place}” is missing and cannot be made</source>
        <translation>„{place}“ fehlt und kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>“{place}” is no folder</source>
        <translation>„{place}“ ist kein Ordner</translation>
    </message>
    <message>
        <source>“{place}” is open to others (mode {mode})</source>
        <translation>„{place}“ ist für andere offen (Modus {mode})</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>„{text}“</translation>
    </message>
    <message>
        <source>“{title}” is a favourite now.</source>
        <translation>„{title}“ ist jetzt ein Favorit.</translation>
    </message>
    <message>
        <source>“{title}” is a template on this computer now.</source>
        <translation>„{title}“ ist jetzt eine Vorlage auf diesem Computer.</translation>
    </message>
    <message>
        <source>“{title}” is no favourite any more.</source>
        <translation>„{title}“ ist kein Favorit mehr.</translation>
    </message>
    <message>
        <source>“{word}” stays in the title.</source>
        <translation>„{word}“ bleibt im Titel.</translation>
    </message>
</context>
</TS>
