<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Kanbert</name>
    <message numerus="yes">
        <source>%n backup(s) made before updates</source>
        <translation>
            <numerusform>%n Sicherung vor Updates</numerusform>
            <numerusform>%n Sicherungen vor Updates</numerusform>
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
        <source>%n card(s)</source>
        <translation>
            <numerusform>%n Karte</numerusform>
            <numerusform>%n Karten</numerusform>
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
        <source>%n card(s) copied to {board}.</source>
        <translation>
            <numerusform>%n Karte in {board} kopiert.</numerusform>
            <numerusform>%n Karten in {board} kopiert.</numerusform>
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
            <numerusform>%n Karte erstellt.</numerusform>
            <numerusform>%n Karten erstellt.</numerusform>
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
        <source>%n card(s) duplicated.</source>
        <translation>
            <numerusform>%n Karte dupliziert.</numerusform>
            <numerusform>%n Karten dupliziert.</numerusform>
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
        <source>%n card(s) moved to {column}, {lane}.</source>
        <translation>
            <numerusform>%n Karte nach „{column}“, {lane} verschoben.</numerusform>
            <numerusform>%n Karten nach „{column}“, {lane} verschoben.</numerusform>
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
        <source>%n card(s) no longer followed.</source>
        <translation>
            <numerusform>%n Karte wird nicht mehr verfolgt.</numerusform>
            <numerusform>%n Karten werden nicht mehr verfolgt.</numerusform>
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
        <source>%n card(s) unarchived.</source>
        <translation>
            <numerusform>%n Karte aus dem Archiv geholt.</numerusform>
            <numerusform>%n Karten aus dem Archiv geholt.</numerusform>
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
        <source>%n card(s): {day}</source>
        <translation>
            <numerusform>%n Karte: {day}</numerusform>
            <numerusform>%n Karten: {day}</numerusform>
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
        <source>%n change(s) from a newer version cannot be read</source>
        <translation>
            <numerusform>%n Änderung aus einer neueren Version kann nicht gelesen werden</numerusform>
            <numerusform>%n Änderungen aus einer neueren Version können nicht gelesen werden</numerusform>
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
        <source>%n change(s) was/were made with a newer version of this program and cannot be read by this one. They are kept here; install the latest version to see and send them.</source>
        <translation>
            <numerusform>%n Änderung stammt aus einer neueren Version dieses Programms und kann von dieser nicht gelesen werden. Sie bleibt hier; installieren Sie die neueste Version, um sie zu sehen und zu senden.</numerusform>
            <numerusform>%n Änderungen stammen aus einer neueren Version dieses Programms und können von dieser nicht gelesen werden. Sie bleiben hier; installieren Sie die neueste Version, um sie zu sehen und zu senden.</numerusform>
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
        <source>%n crash report(s) in {folder}</source>
        <translation>
            <numerusform>%n Fehlerbericht in {folder}</numerusform>
            <numerusform>%n Fehlerberichte in {folder}</numerusform>
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
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
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
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) snoozed, the next one until {day}</source>
        <translation>
            <numerusform>%n Eintrag zurückgestellt, bis {day}</numerusform>
            <numerusform>%n Einträge zurückgestellt, der nächste bis {day}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n is/are draft(s).</source>
        <translation>
            <numerusform>%n ist ein Entwurf.</numerusform>
            <numerusform>%n sind Entwürfe.</numerusform>
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
        <source>%n more board(s) with fewer hours.</source>
        <translation>
            <numerusform>%n weiteres Board mit weniger Stunden.</numerusform>
            <numerusform>%n weitere Boards mit weniger Stunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more person(s) with fewer cards.</source>
        <translation>
            <numerusform>%n weitere Person mit weniger Karten.</numerusform>
            <numerusform>%n weitere Personen mit weniger Karten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more person(s) with fewer hours.</source>
        <translation>
            <numerusform>%n weitere Person mit weniger Stunden.</numerusform>
            <numerusform>%n weitere Personen mit weniger Stunden.</numerusform>
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
        <source>%n of them replaced one of the same name.</source>
        <translation>
            <numerusform>%n davon hat eine gleichen Namens ersetzt.</numerusform>
            <numerusform>%n davon haben Ansichten gleichen Namens ersetzt.</numerusform>
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
        <source>%n recurring card(s) added.</source>
        <translation>
            <numerusform>%n wiederkehrende Karte hinzugefügt.</numerusform>
            <numerusform>%n wiederkehrende Karten hinzugefügt.</numerusform>
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
        <source>%n shortcut(s)</source>
        <translation>
            <numerusform>%n Tastenkürzel</numerusform>
            <numerusform>%n Tastenkürzel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sub-task(s)</source>
        <translation>
            <numerusform>%n Unteraufgabe</numerusform>
            <numerusform>%n Unteraufgaben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) exported to “{file}”.</source>
        <translation>
            <numerusform>%n Vorlage nach „{file}“ exportiert.</numerusform>
            <numerusform>%n Vorlagen nach „{file}“ exportiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) imported.</source>
        <translation>
            <numerusform>%n Vorlage importiert.</numerusform>
            <numerusform>%n Vorlagen importiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n ungelesen</numerusform>
            <numerusform>%n ungelesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n view(s) exported to “{file}”.</source>
        <translation>
            <numerusform>%n Ansicht nach „{file}“ exportiert.</numerusform>
            <numerusform>%n Ansichten nach „{file}“ exportiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n view(s) imported.</source>
        <translation>
            <numerusform>%n Ansicht importiert.</numerusform>
            <numerusform>%n Ansichten importiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n was/were made by a newer version.</source>
        <translation>
            <numerusform>%n stammt aus einer neueren Version.</numerusform>
            <numerusform>%n stammen aus einer neueren Version.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>+%n weitere</numerusform>
            <numerusform>+%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
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
        <source>A card needs a title.</source>
        <translation>Eine Karte braucht einen Titel.</translation>
    </message>
    <message>
        <source>A client ID contains no spaces.</source>
        <translation>Eine Client-ID enthält keine Leerzeichen.</translation>
    </message>
    <message>
        <source>A comment that was sent cannot be undone.</source>
        <translation>Ein gesendeter Kommentar kann nicht rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>A key that opens the small window for a new card while another program is in front.</source>
        <translation>Eine Taste, die das kleine Fenster für eine neue Karte öffnet, auch wenn ein anderes Programm vorn ist.</translation>
    </message>
    <message>
        <source>A newer version of Kanbert Desktop was installed.</source>
        <translation>Eine neuere Version von Kanbert Desktop wurde installiert.</translation>
    </message>
    <message>
        <source>A port is a number from {low} to {high}.</source>
        <translation>Ein Port ist eine Zahl von {low} bis {high}.</translation>
    </message>
    <message>
        <source>A recurring card could not be added: {titles}.</source>
        <translation>Eine wiederkehrende Karte konnte nicht hinzugefügt werden: {titles}.</translation>
    </message>
    <message>
        <source>A sub-task must be on the board of its parent card.</source>
        <translation>Eine Unteraufgabe muss auf dem Board ihrer übergeordneten Karte sein.</translation>
    </message>
    <message>
        <source>A template has {limit} at most.</source>
        <translation>Eine Vorlage hat höchstens {limit}.</translation>
    </message>
    <message>
        <source>A view has no board of its own.</source>
        <translation>Eine Ansicht hat kein eigenes Board.</translation>
    </message>
    <message>
        <source>A view needs a name.</source>
        <translation>Eine Ansicht braucht einen Namen.</translation>
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
        <source>Account menu</source>
        <translation>Kontomenü</translation>
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
        <translation>Zu Favoriten hinzufügen</translation>
    </message>
    <message>
        <source>Add to or remove from favourites</source>
        <translation>Zu Favoriten hinzufügen oder entfernen</translation>
    </message>
    <message>
        <source>Added because it repeats: “{title}”</source>
        <translation>Hinzugefügt, weil sie sich wiederholt: „{title}“</translation>
    </message>
    <message>
        <source>Address accepted. Signing you in …</source>
        <translation>Adresse erkannt. Sie werden angemeldet …</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All boards</source>
        <translation>Alle Boards</translation>
    </message>
    <message>
        <source>All caught up.</source>
        <translation>Alles gesehen.</translation>
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
        <source>All of this would be lost. To keep it, cancel and sign out instead.</source>
        <translation>All das ginge verloren. Um es zu behalten, brechen Sie ab und melden Sie sich stattdessen ab.</translation>
    </message>
    <message>
        <source>All shortcuts at a glance</source>
        <translation>Alle Tastenkürzel im Überblick</translation>
    </message>
    <message>
        <source>Allow in the browser …</source>
        <translation>Im Browser erlauben …</translation>
    </message>
    <message>
        <source>Also applies to dates and numbers.</source>
        <translation>Gilt auch für Datum und Zahlen.</translation>
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
        <source>Another account has signed in</source>
        <translation>Ein anderes Konto hat sich angemeldet</translation>
    </message>
    <message>
        <source>Another program is using this profile.</source>
        <translation>Ein anderes Programm verwendet dieses Profil.</translation>
    </message>
    <message>
        <source>Another program responded to the sign-in.</source>
        <translation>Ein anderes Programm hat auf die Anmeldung geantwortet.</translation>
    </message>
    <message>
        <source>Another template is called “{title}”. Choose another title.</source>
        <translation>Eine andere Vorlage heißt „{title}“. Wählen Sie einen anderen Titel.</translation>
    </message>
    <message>
        <source>Another view is called “{name}”. Choose another name.</source>
        <translation>Eine andere Ansicht heißt „{name}“. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>any free port</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Application with a secret</source>
        <translation>App mit Client-Secret</translation>
    </message>
    <message>
        <source>Applies to this account on this computer.</source>
        <translation>Gilt für dieses Konto auf diesem Computer.</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>Apr.</translation>
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
        <source>Archived cards are shown</source>
        <translation>Archivierte Karten werden angezeigt</translation>
    </message>
    <message>
        <source>Archived.</source>
        <translation>Archiviert.</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>Arrow keys choose a day and a column, Enter or a click shows the cards.</source>
        <translation>Pfeiltasten wählen einen Tag und eine Spalte, Eingabe oder ein Klick zeigt die Karten.</translation>
    </message>
    <message>
        <source>Arrow keys: other cards · Enter opens · Esc closes</source>
        <translation>Pfeiltasten: andere Karten · Eingabe öffnet · Esc schließt</translation>
    </message>
    <message>
        <source>Ask to be added to a project in Kanbert, then sync again.</source>
        <translation>Lassen Sie sich in Kanbert zu einem Projekt hinzufügen und synchronisieren Sie dann erneut.</translation>
    </message>
    <message>
        <source>Asking Kanbert …</source>
        <translation>Kanbert wird gefragt …</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>Assign to me</source>
        <translation>Mir zuweisen</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>Zugewiesen</translation>
    </message>
    <message>
        <source>Assigned to you</source>
        <translation>Ihnen zugewiesen</translation>
    </message>
    <message>
        <source>Assigned to {name} instead of you</source>
        <translation>{name} statt Ihnen zugewiesen</translation>
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
            <numerusform>Zuständigkeit von %n Karte geändert.</numerusform>
            <numerusform>Zuständigkeit von %n Karten geändert.</numerusform>
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
        <source>At character {place}: {problem}</source>
        <translation>Bei Zeichen {place}: {problem}</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Zu klären</translation>
    </message>
    <message numerus="yes">
        <source>Attention, %n need(s) your decision</source>
        <translation>
            <numerusform>Zu klären, %n braucht Ihre Entscheidung</numerusform>
            <numerusform>Zu klären, %n brauchen Ihre Entscheidung</numerusform>
        </translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>Aug.</translation>
    </message>
    <message>
        <source>available</source>
        <translation>verfügbar</translation>
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
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>Backlog</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Board menu</source>
        <translation>Board-Menü</translation>
    </message>
    <message>
        <source>Board not found.</source>
        <translation>Board nicht gefunden.</translation>
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
        <source>Calendar file</source>
        <translation>Kalenderdatei</translation>
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
        <source>Card added to {board}.</source>
        <translation>Karte in {board} hinzugefügt.</translation>
    </message>
    <message>
        <source>Card added, and again {words}.</source>
        <translation>Karte hinzugefügt, und wieder {words}.</translation>
    </message>
    <message>
        <source>Card added, but hidden by the filter or a folded group.</source>
        <translation>Karte hinzugefügt, aber durch den Filter oder eine eingeklappte Gruppe ausgeblendet.</translation>
    </message>
    <message>
        <source>Card added.</source>
        <translation>Karte hinzugefügt.</translation>
    </message>
    <message>
        <source>Card added: “{title}”</source>
        <translation>Karte hinzugefügt: „{title}“</translation>
    </message>
    <message>
        <source>Card deleted</source>
        <translation>Karte gelöscht</translation>
    </message>
    <message>
        <source>Card duplicated.</source>
        <translation>Karte dupliziert.</translation>
    </message>
    <message>
        <source>Card not found.</source>
        <translation>Karte nicht gefunden.</translation>
    </message>
    <message>
        <source>Card on another board</source>
        <translation>Karte auf einem anderen Board</translation>
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
        <source>Cards deleted on this computer. Cards deleted elsewhere are not listed.</source>
        <translation>Auf diesem Computer gelöschte Karten. Anderswo gelöschte Karten sind nicht aufgeführt.</translation>
    </message>
    <message>
        <source>Cards done</source>
        <translation>Erledigte Karten</translation>
    </message>
    <message>
        <source>Cards in the desktop's search</source>
        <translation>Karten in der Suche des Desktops</translation>
    </message>
    <message>
        <source>Cards newly assigned to me</source>
        <translation>Karten, die mir neu zugewiesen werden</translation>
    </message>
    <message>
        <source>Cards per column</source>
        <translation>Karten je Spalte</translation>
    </message>
    <message>
        <source>Cards per column and day</source>
        <translation>Karten je Spalte und Tag</translation>
    </message>
    <message>
        <source>Cards that do not match are hidden, not deleted.</source>
        <translation>Karten, die nicht passen, sind ausgeblendet, nicht gelöscht.</translation>
    </message>
    <message>
        <source>Cards to plan</source>
        <translation>Karten, die zu planen sind</translation>
    </message>
    <message>
        <source>Change it and try again.</source>
        <translation>Ändern Sie es und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Change the limit of {limit} …</source>
        <translation>Grenze von {limit} ändern …</translation>
    </message>
    <message>
        <source>Changed here and in Kanbert</source>
        <translation>Hier und in Kanbert geändert</translation>
    </message>
    <message>
        <source>Changed on this computer</source>
        <translation>Auf diesem Computer geändert</translation>
    </message>
    <message>
        <source>Changed on this computer, folded</source>
        <translation>Auf diesem Computer geändert, eingeklappt</translation>
    </message>
    <message>
        <source>Changed on this computer, unfolded</source>
        <translation>Auf diesem Computer geändert, ausgeklappt</translation>
    </message>
    <message>
        <source>Changes cannot be saved.</source>
        <translation>Änderungen können nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>Changes made on this computer, newest first</source>
        <translation>Änderungen auf diesem Computer, die neueste zuerst</translation>
    </message>
    <message>
        <source>Changes that need your decision</source>
        <translation>Änderungen, die Ihre Entscheidung brauchen</translation>
    </message>
    <message>
        <source>Check for updates</source>
        <translation>Nach Updates suchen</translation>
    </message>
    <message>
        <source>Check in Kanbert. If it is missing there, try again; it may then appear twice.</source>
        <translation>Sehen Sie in Kanbert nach. Fehlt es dort, versuchen Sie es erneut; es kann dann doppelt erscheinen.</translation>
    </message>
    <message>
        <source>Check that the client ID and the redirect URL are the same here and under Settings → Apps &amp; API, then try again.</source>
        <translation>Prüfen Sie, ob Client-ID und Weiterleitungs-URL hier und unter Einstellungen → Apps &amp; API übereinstimmen, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Check the application under Settings → Apps &amp; API, register a new one there, or sign in with an access token.</source>
        <translation>Prüfen Sie die App unter Einstellungen → Apps &amp; API, registrieren Sie dort eine neue, oder melden Sie sich mit einem Zugriffstoken an.</translation>
    </message>
    <message>
        <source>Check the client ID, and that the redirect URL is registered under Settings → Apps &amp; API.</source>
        <translation>Prüfen Sie die Client-ID und ob die Weiterleitungs-URL unter Einstellungen → Apps &amp; API eingetragen ist.</translation>
    </message>
    <message>
        <source>Check the proxy settings of this computer (the variables HTTPS_PROXY and ALL_PROXY).</source>
        <translation>Prüfen Sie die Proxy-Einstellungen dieses Computers (die Variablen HTTPS_PROXY und ALL_PROXY).</translation>
    </message>
    <message>
        <source>Check the proxy settings of this computer. Your changes are saved here.</source>
        <translation>Prüfen Sie die Proxy-Einstellungen dieses Computers. Ihre Änderungen sind hier gespeichert.</translation>
    </message>
    <message>
        <source>Check “{date}”, and write it like 2026-12-24.</source>
        <translation>Prüfen Sie „{date}“ und schreiben Sie es wie 2026-12-24.</translation>
    </message>
    <message>
        <source>Checking for changes in Kanbert</source>
        <translation>Sucht nach Änderungen in Kanbert</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Choose a board</source>
        <translation>Board wählen</translation>
    </message>
    <message>
        <source>Choose a day after today.</source>
        <translation>Wählen Sie einen Tag nach heute.</translation>
    </message>
    <message>
        <source>Choose a day …</source>
        <translation>Tag wählen …</translation>
    </message>
    <message>
        <source>Choose a due date</source>
        <translation>Fälligkeit wählen</translation>
    </message>
    <message>
        <source>Choose a key …</source>
        <translation>Taste wählen …</translation>
    </message>
    <message>
        <source>Choose a port other than {port} with --port, or omit the option to use any free port.</source>
        <translation>Wählen Sie mit --port einen anderen Port als {port}, oder lassen Sie die Option weg, um einen freien Port zu verwenden.</translation>
    </message>
    <message>
        <source>Choose an assignee</source>
        <translation>Zuständige Person wählen</translation>
    </message>
    <message>
        <source>Choose file …</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <source>Choose how it repeats</source>
        <translation>Wiederholung wählen</translation>
    </message>
    <message>
        <source>Choose the board on which its cards are made.</source>
        <translation>Wählen Sie das Board, auf dem ihre Karten entstehen.</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Clear search</source>
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
        <source>Client not found.</source>
        <translation>Kunde nicht gefunden.</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Client-Secret</translation>
    </message>
    <message>
        <source>Client {name}</source>
        <translation>Kunde {name}</translation>
    </message>
    <message>
        <source>Client: {name}</source>
        <translation>Kunde: {name}</translation>
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
        <source>Clients too</source>
        <translation>Auch Kunden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Close the day</source>
        <translation>Tag schließen</translation>
    </message>
    <message>
        <source>Close the other window or wait until it has finished, then try again.</source>
        <translation>Schließen Sie das andere Fenster oder warten Sie, bis es fertig ist, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Closing the window keeps the program running in the tray.</source>
        <translation>Beim Schließen des Fensters läuft das Programm im Infobereich weiter.</translation>
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
        <source>Column not found.</source>
        <translation>Spalte nicht gefunden.</translation>
    </message>
    <message>
        <source>Column on the left</source>
        <translation>Spalte links</translation>
    </message>
    <message>
        <source>Column on the right</source>
        <translation>Spalte rechts</translation>
    </message>
    <message>
        <source>Column: {column}</source>
        <translation>Spalte: {column}</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Komfortabel</translation>
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
        <source>Commands for the selected cards</source>
        <translation>Befehle für die gewählten Karten</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Comment added, visible to clients.</source>
        <translation>Kommentar hinzugefügt, für Kunden sichtbar.</translation>
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
        <source>Comment visible to: {audience}</source>
        <translation>Kommentar sichtbar für: {audience}</translation>
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
        <source>Comments have not been loaded from Kanbert yet.</source>
        <translation>Kommentare wurden noch nicht aus Kanbert geladen.</translation>
    </message>
    <message>
        <source>Comments load when Kanbert responds.</source>
        <translation>Kommentare werden geladen, sobald Kanbert antwortet.</translation>
    </message>
    <message>
        <source>Comments load when you are online.</source>
        <translation>Kommentare werden geladen, sobald Sie online sind.</translation>
    </message>
    <message>
        <source>Comments load when you have signed in again.</source>
        <translation>Kommentare werden geladen, sobald Sie wieder angemeldet sind.</translation>
    </message>
    <message>
        <source>Comments on my cards</source>
        <translation>Kommentare zu meinen Karten</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Compact uses less spacing, so more cards fit on the screen.</source>
        <translation>Kompakt verringert die Abstände, sodass mehr Karten sichtbar sind.</translation>
    </message>
    <message>
        <source>Compare everything</source>
        <translation>Alles vergleichen</translation>
    </message>
    <message>
        <source>Compares every card in Kanbert with this computer. Unsent changes are kept.</source>
        <translation>Vergleicht jede Karte in Kanbert mit diesem Computer. Nicht gesendete Änderungen bleiben erhalten.</translation>
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
        <source>Completions</source>
        <translation>Vervollständigungen</translation>
    </message>
    <message>
        <source>Connect to Kanbert</source>
        <translation>Mit Kanbert verbinden</translation>
    </message>
    <message>
        <source>Contacting Kanbert …</source>
        <translation>Verbindung mit Kanbert …</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Continue in your browser</source>
        <translation>Weiter im Browser</translation>
    </message>
    <message>
        <source>Continue in your browser. If it did not open, use this link:</source>
        <translation>Weiter im Browser. Wenn er sich nicht geöffnet hat, verwenden Sie diesen Link:</translation>
    </message>
    <message>
        <source>Continue on another device</source>
        <translation>Weiter auf einem anderen Gerät</translation>
    </message>
    <message>
        <source>Continue with the draft</source>
        <translation>Mit dem Entwurf fortfahren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n card(s) to board …</source>
        <translation>
            <numerusform>%n Karte in Board kopieren …</numerusform>
            <numerusform>%n Karten in Board kopieren …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n card(s) to {board}</source>
        <translation>
            <numerusform>%n Karte in {board} kopieren</numerusform>
            <numerusform>%n Karten in {board} kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy cards as text</source>
        <translation>Karten als Text kopieren</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnosedaten kopieren</translation>
    </message>
    <message>
        <source>Copy it again from Settings → Apps &amp; API, without any other text.</source>
        <translation>Kopieren Sie sie erneut aus Einstellungen → Apps &amp; API, ohne weiteren Text.</translation>
    </message>
    <message>
        <source>Copy it again, or create a new one under Settings → Apps &amp; API. Nothing was changed.</source>
        <translation>Kopieren Sie es erneut oder erstellen Sie unter Einstellungen → Apps &amp; API ein neues. Es wurde nichts geändert.</translation>
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
        <source>Copy the client ID shown next to your application under Settings → Apps &amp; API.</source>
        <translation>Kopieren Sie die Client-ID, die unter Einstellungen → Apps &amp; API neben Ihrer App angezeigt wird.</translation>
    </message>
    <message>
        <source>Copy the complete token again; it contains no spaces.</source>
        <translation>Kopieren Sie das vollständige Token erneut; es enthält keine Leerzeichen.</translation>
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
        <source>Copy to another board …</source>
        <translation>In anderes Board kopieren …</translation>
    </message>
    <message>
        <source>Copy …</source>
        <translation>Kopieren …</translation>
    </message>
    <message>
        <source>Could not be checked ({kind}).</source>
        <translation>Konnte nicht geprüft werden ({kind}).</translation>
    </message>
    <message>
        <source>Crash report</source>
        <translation>Fehlerbericht</translation>
    </message>
    <message>
        <source>Create one in Kanbert under Settings → Apps &amp; API and paste it.</source>
        <translation>Erstellen Sie eines in Kanbert unter Einstellungen → Apps &amp; API und fügen Sie es ein.</translation>
    </message>
    <message>
        <source>CSV for spreadsheets</source>
        <translation>CSV für Tabellenkalkulationen</translation>
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
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>day after tomorrow</source>
        <translation>übermorgen</translation>
    </message>
    <message>
        <source>Day as text</source>
        <translation>Tag als Text</translation>
    </message>
    <message>
        <source>Day or card beside it</source>
        <translation>Benachbarter Tag oder benachbarte Karte</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>Dez.</translation>
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
        <source>Delete</source>
        <translation>Löschen</translation>
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
        <source>Delete it in Kanbert in your browser.</source>
        <translation>Löschen Sie ihn im Browser in Kanbert.</translation>
    </message>
    <message>
        <source>Delete report</source>
        <translation>Bericht löschen</translation>
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
        <source>Deleted</source>
        <translation>Gelöscht</translation>
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
        <source>Diagnostics copied. They contain no card text, names or passwords.</source>
        <translation>Diagnosedaten kopiert. Sie enthalten keine Kartentexte, Namen oder Passwörter.</translation>
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
        <source>Discard the changes of the query</source>
        <translation>Änderungen der Abfrage verwerfen</translation>
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
        <source>Disk error while writing “{path}”. Check the disk, and whether the change was saved before you repeat it.</source>
        <translation>Datenträgerfehler beim Schreiben von „{path}“. Prüfen Sie den Datenträger und ob die Änderung gespeichert ist, bevor Sie sie wiederholen.</translation>
    </message>
    <message>
        <source>Disk space used</source>
        <translation>Belegter Speicherplatz</translation>
    </message>
    <message>
        <source>Does the browser show an error?</source>
        <translation>Zeigt der Browser einen Fehler an?</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Done per week</source>
        <translation>Erledigt je Woche</translation>
    </message>
    <message>
        <source>Done: this computer matches Kanbert.</source>
        <translation>Fertig: Dieser Computer stimmt mit Kanbert überein.</translation>
    </message>
    <message>
        <source>Done: {title}</source>
        <translation>Erledigt: {title}</translation>
    </message>
    <message>
        <source>Draft saved here</source>
        <translation>Entwurf hier gespeichert</translation>
    </message>
    <message>
        <source>Drag a card to another column</source>
        <translation>Karte in andere Spalte ziehen</translation>
    </message>
    <message>
        <source>Drag a card to another column, or move it with {left} and {right}.</source>
        <translation>Ziehen Sie eine Karte in eine andere Spalte, oder verschieben Sie sie mit {left} und {right}.</translation>
    </message>
    <message>
        <source>Drag to change the width, double-click for the usual one</source>
        <translation>Ziehen ändert die Breite, Doppelklick stellt die übliche her</translation>
    </message>
    <message>
        <source>Drop cards here to remove their due date.</source>
        <translation>Karten hierher ziehen, um ihr Fälligkeitsdatum zu entfernen.</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>due</source>
        <translation>fällig</translation>
    </message>
    <message numerus="yes">
        <source>due %n day(s) later</source>
        <translation>
            <numerusform>fällig %n Tag später</numerusform>
            <numerusform>fällig %n Tage später</numerusform>
        </translation>
    </message>
    <message>
        <source>Due date</source>
        <translation>Fälligkeit</translation>
    </message>
    <message>
        <source>Due date as text</source>
        <translation>Fälligkeit als Text</translation>
    </message>
    <message>
        <source>Due date changed.</source>
        <translation>Fälligkeit geändert.</translation>
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
        <source>Due date removed, was {old}</source>
        <translation>Fälligkeit entfernt, vorher {old}</translation>
    </message>
    <message>
        <source>Due dates of this account are kept up to date in {path}.</source>
        <translation>Die Fälligkeiten dieses Kontos werden aktuell gehalten in {path}.</translation>
    </message>
    <message>
        <source>due on the same day</source>
        <translation>fällig am selben Tag</translation>
    </message>
    <message>
        <source>Due on this day</source>
        <translation>An diesem Tag fällig</translation>
    </message>
    <message>
        <source>Due this week</source>
        <translation>Diese Woche fällig</translation>
    </message>
    <message>
        <source>Due tomorrow</source>
        <translation>Morgen fällig</translation>
    </message>
    <message>
        <source>Due {day}</source>
        <translation>Fällig {day}</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>fällig {day}</translation>
    </message>
    <message>
        <source>due {due}</source>
        <translation>fällig {due}</translation>
    </message>
    <message>
        <source>Due {new}</source>
        <translation>Fällig {new}</translation>
    </message>
    <message>
        <source>Due {new}, was {old}</source>
        <translation>Fällig {new}, vorher {old}</translation>
    </message>
    <message>
        <source>Due, but you have read-only access.</source>
        <translation>Fällig, aber Sie können hier nur lesen.</translation>
    </message>
    <message>
        <source>Duplicate card</source>
        <translation>Karte duplizieren</translation>
    </message>
    <message numerus="yes">
        <source>Edit %n card(s)</source>
        <translation>
            <numerusform>%n Karte bearbeiten</numerusform>
            <numerusform>%n Karten bearbeiten</numerusform>
        </translation>
    </message>
    <message>
        <source>Edit card</source>
        <translation>Karte bearbeiten</translation>
    </message>
    <message>
        <source>Edit it in your browser, or replace the whole description.</source>
        <translation>Bearbeiten Sie sie im Browser oder ersetzen Sie die ganze Beschreibung.</translation>
    </message>
    <message>
        <source>Edit template</source>
        <translation>Vorlage bearbeiten</translation>
    </message>
    <message>
        <source>Edit template …</source>
        <translation>Vorlage bearbeiten …</translation>
    </message>
    <message>
        <source>Edit view</source>
        <translation>Ansicht bearbeiten</translation>
    </message>
    <message>
        <source>Edit view …</source>
        <translation>Ansicht bearbeiten …</translation>
    </message>
    <message>
        <source>Edit “{title}”</source>
        <translation>„{title}“ bearbeiten</translation>
    </message>
    <message>
        <source>Edit, pause, remove</source>
        <translation>Bearbeiten, anhalten, entfernen</translation>
    </message>
    <message>
        <source>Enter a date, or choose one below.</source>
        <translation>Geben Sie ein Datum ein oder wählen Sie unten eines.</translation>
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
        <source>Enter adds · {key} takes it literally</source>
        <translation>Eingabe fügt hinzu · {key}: wörtlich nehmen</translation>
    </message>
    <message>
        <source>Enter at least one character.</source>
        <translation>Geben Sie mindestens ein Zeichen ein.</translation>
    </message>
    <message>
        <source>Enter it again and sign in. Your boards and changes stay here.</source>
        <translation>Geben Sie es erneut ein und melden Sie sich an. Ihre Boards und Änderungen bleiben hier.</translation>
    </message>
    <message>
        <source>Enter some text first.</source>
        <translation>Geben Sie zuerst Text ein.</translation>
    </message>
    <message>
        <source>Every card. Type to narrow it down.</source>
        <translation>Alle Karten. Tippen Sie, um sie einzugrenzen.</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>jeden Tag</translation>
    </message>
    <message>
        <source>every weekday</source>
        <translation>jeden Werktag</translation>
    </message>
    <message>
        <source>every {days}</source>
        <translation>jeden {days}</translation>
    </message>
    <message>
        <source>every {number} weeks on {days}</source>
        <translation>alle {number} Wochen am {days}</translation>
    </message>
    <message>
        <source>Everything in Kanbert Desktop that was not sent to Kanbert. “what” describes each item; texts are included as written.</source>
        <translation>Alles in Kanbert Desktop, was nicht an Kanbert gesendet wurde. „what“ beschreibt jeden Eintrag; Texte sind unverändert enthalten.</translation>
    </message>
    <message>
        <source>Everything saved so far is kept. Check the result before you repeat it.</source>
        <translation>Alles bisher Gespeicherte bleibt erhalten. Prüfen Sie das Ergebnis, bevor Sie ihn wiederholen.</translation>
    </message>
    <message>
        <source>Everything sent and received so far is kept. Run it again to continue.</source>
        <translation>Alles bisher Gesendete und Empfangene bleibt erhalten. Starten Sie sie erneut, um fortzufahren.</translation>
    </message>
    <message>
        <source>Everything works without a network. Changes are sent when there is one again.</source>
        <translation>Alles geht auch ohne Netz. Änderungen werden gesendet, sobald es wieder da ist.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export all views …</source>
        <translation>Alle Ansichten exportieren …</translation>
    </message>
    <message>
        <source>Export and discard</source>
        <translation>Exportieren und verwerfen</translation>
    </message>
    <message>
        <source>Export and import</source>
        <translation>Exportieren und importieren</translation>
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
        <source>Export templates</source>
        <translation>Vorlagen exportieren</translation>
    </message>
    <message>
        <source>Export templates …</source>
        <translation>Vorlagen exportieren …</translation>
    </message>
    <message>
        <source>Export unsent changes</source>
        <translation>Nicht gesendete Änderungen exportieren</translation>
    </message>
    <message>
        <source>Export view …</source>
        <translation>Ansicht exportieren …</translation>
    </message>
    <message>
        <source>Export views</source>
        <translation>Ansichten exportieren</translation>
    </message>
    <message numerus="yes">
        <source>Exported to “{file}”: %n card(s).</source>
        <translation>
            <numerusform>Exportiert nach „{file}“: %n Karte.</numerusform>
            <numerusform>Exportiert nach „{file}“: %n Karten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Extend the selection</source>
        <translation>Auswahl erweitern</translation>
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
        <source>Feb</source>
        <translation>Feb.</translation>
    </message>
    <message>
        <source>Figures as a table</source>
        <translation>Zahlen als Tabelle</translation>
    </message>
    <message>
        <source>Figures since</source>
        <translation>Zahlen seit</translation>
    </message>
    <message>
        <source>Figures since {day}</source>
        <translation>Zahlen seit {day}</translation>
    </message>
    <message>
        <source>Figures since {day} · some boards are not observed yet</source>
        <translation>Zahlen seit {day} · einige Boards werden noch nicht beobachtet</translation>
    </message>
    <message>
        <source>Figures since {day}, of all boards since {complete}</source>
        <translation>Zahlen seit {day}, von allen Boards seit {complete}</translation>
    </message>
    <message>
        <source>Filter cards</source>
        <translation>Karten filtern</translation>
    </message>
    <message>
        <source>Filter entries</source>
        <translation>Einträge filtern</translation>
    </message>
    <message>
        <source>Filter: {filter}</source>
        <translation>Filter: {filter}</translation>
    </message>
    <message>
        <source>Find a board</source>
        <translation>Board suchen</translation>
    </message>
    <message>
        <source>Find a command or a key</source>
        <translation>Befehl oder Taste suchen</translation>
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
        <source>First card: {day}</source>
        <translation>Erste Karte: {day}</translation>
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
        <source>Fold this column</source>
        <translation>Diese Spalte einklappen</translation>
    </message>
    <message>
        <source>Follow or unfollow card</source>
        <translation>Karte verfolgen oder nicht mehr verfolgen</translation>
    </message>
    <message>
        <source>For example: checkout · assignee:me due:&lt;7d · is:pending · board:WEB -draft</source>
        <translation>Zum Beispiel: Plakat · zuständig:ich fällig:&lt;7d · ist:ungesendet · board:WEB -Entwurf</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Fourth priority</source>
        <translation>Vierte Priorität</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Freitag</translation>
    </message>
    <message>
        <source>From three letters on, words are found inside others: “board” finds “dashboard”.</source>
        <translation>Ab drei Buchstaben werden Wörter auch in anderen gefunden: „angebot“ findet „Papierangebot“.</translation>
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
        <translation>Vollständige Synchronisierung</translation>
    </message>
    <message>
        <source>GNOME reads search providers from system folders only. To find cards in its overview, run once:</source>
        <translation>GNOME liest Suchanbieter nur aus Systemordnern. Um Karten in der Übersicht zu finden, führen Sie einmal aus:</translation>
    </message>
    <message>
        <source>GNOME's overview and KRunner find the cards of this computer, also while the window is closed.</source>
        <translation>Die Übersicht von GNOME und KRunner finden die Karten dieses Computers, auch bei geschlossenem Fenster.</translation>
    </message>
    <message>
        <source>Go to a board, card, person or command</source>
        <translation>Board, Karte, Person oder Befehl suchen</translation>
    </message>
    <message>
        <source>Go to a column</source>
        <translation>Zu einer Spalte gehen</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>Verstanden</translation>
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
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Host of the redirect URL</source>
        <translation>Host der Weiterleitungs-URL</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>Hours booked</source>
        <translation>Gebuchte Stunden</translation>
    </message>
    <message>
        <source>Hours booked per board</source>
        <translation>Gebuchte Stunden je Board</translation>
    </message>
    <message>
        <source>Hours booked per person</source>
        <translation>Gebuchte Stunden je Person</translation>
    </message>
    <message>
        <source>Hours booked per week</source>
        <translation>Gebuchte Stunden je Woche</translation>
    </message>
    <message>
        <source>iCalendar for calendars</source>
        <translation>iCalendar für Kalender</translation>
    </message>
    <message>
        <source>If an account is missing, sign in again; its boards and changes are still here.</source>
        <translation>Wenn ein Konto fehlt, melden Sie sich erneut an; seine Boards und Änderungen sind noch hier.</translation>
    </message>
    <message>
        <source>If Kanbert gave your application a client secret.</source>
        <translation>Wenn Kanbert Ihrer App ein Client-Secret gegeben hat.</translation>
    </message>
    <message>
        <source>Import templates</source>
        <translation>Vorlagen importieren</translation>
    </message>
    <message>
        <source>Import templates …</source>
        <translation>Vorlagen importieren …</translation>
    </message>
    <message>
        <source>Import views</source>
        <translation>Ansichten importieren</translation>
    </message>
    <message>
        <source>Import views …</source>
        <translation>Ansichten importieren …</translation>
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
        <source>In Kanbert, open Settings → Apps &amp; API and create an access token that can read and write.</source>
        <translation>Öffnen Sie in Kanbert Einstellungen → Apps &amp; API und erstellen Sie ein Zugriffstoken, das lesen und schreiben darf.</translation>
    </message>
    <message>
        <source>In Kanbert, open Settings → Apps &amp; API and register an application with a secret.</source>
        <translation>Öffnen Sie in Kanbert Einstellungen → Apps &amp; API und registrieren Sie eine App mit Client-Secret.</translation>
    </message>
    <message>
        <source>In Kanbert, open Settings → Apps &amp; API and register an application without a secret.</source>
        <translation>Öffnen Sie in Kanbert Einstellungen → Apps &amp; API und registrieren Sie eine App ohne Client-Secret.</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>in sync with the server</source>
        <translation>stimmt mit der Serverzeit überein</translation>
    </message>
    <message>
        <source>In the browser</source>
        <translation>Im Browser</translation>
    </message>
    <message>
        <source>In the calendar</source>
        <translation>Im Kalender</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message numerus="yes">
        <source>Inbox, %n unread</source>
        <translation>
            <numerusform>Eingang, %n ungelesen</numerusform>
            <numerusform>Eingang, %n ungelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Included in a later change</source>
        <translation>In einer späteren Änderung enthalten</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>Install the extra “sandbox” of this program.</source>
        <translation>Installieren Sie das Extra „sandbox“ dieses Programms.</translation>
    </message>
    <message>
        <source>intact, {size}</source>
        <translation>unbeschädigt, {size}</translation>
    </message>
    <message>
        <source>It does not point to a card or a board. Copy the link again.</source>
        <translation>Er führt weder zu einer Karte noch zu einem Board. Kopieren Sie den Link erneut.</translation>
    </message>
    <message>
        <source>It has {length} characters; the limit is {limit}.</source>
        <translation>Die Länge ist {length} Zeichen, die Grenze {limit}.</translation>
    </message>
    <message>
        <source>It has {length} characters; the limit is {limit}. Put the rest in the description.</source>
        <translation>Er hat {length} Zeichen; erlaubt sind {limit}. Schreiben Sie den Rest in die Beschreibung.</translation>
    </message>
    <message>
        <source>It has {length} characters; the limit is {limit}. Send it in two parts.</source>
        <translation>Er hat {length} Zeichen; erlaubt sind {limit}. Senden Sie ihn in zwei Teilen.</translation>
    </message>
    <message>
        <source>It is not clear whether Kanbert received a change.</source>
        <translation>Es ist unklar, ob Kanbert eine Änderung erhalten hat.</translation>
    </message>
    <message>
        <source>It is not clear whether Kanbert received it</source>
        <translation>Es ist unklar, ob Kanbert es erhalten hat</translation>
    </message>
    <message>
        <source>It may be closed, or belong to another account.</source>
        <translation>Möglicherweise ist es geschlossen oder gehört zu einem anderen Konto.</translation>
    </message>
    <message>
        <source>It may have been deleted, be on a closed board, or belong to another account.</source>
        <translation>Möglicherweise wurde sie gelöscht, ist auf einem geschlossenen Board oder gehört zu einem anderen Konto.</translation>
    </message>
    <message>
        <source>It may have been deleted, or you may no longer have access to it.</source>
        <translation>Möglicherweise wurde es gelöscht, oder Sie haben keinen Zugriff mehr.</translation>
    </message>
    <message>
        <source>It needs to read and change tasks. Check under Settings → Apps &amp; API that the application is allowed to do both.</source>
        <translation>Sie muss Aufgaben lesen und ändern können. Prüfen Sie unter Einstellungen → Apps &amp; API, ob der App beides erlaubt ist.</translation>
    </message>
    <message>
        <source>It opens as soon as your boards are loaded.</source>
        <translation>Er wird geöffnet, sobald Ihre Boards geladen sind.</translation>
    </message>
    <message>
        <source>It reported a server error. Nothing was changed. Try again in a few minutes.</source>
        <translation>Kanbert hat einen Serverfehler gemeldet. Es wurde nichts geändert. Versuchen Sie es in einigen Minuten erneut.</translation>
    </message>
    <message>
        <source>It stays here when you connect your own Kanbert.</source>
        <translation>Sie bleiben hier, wenn Sie Ihr eigenes Kanbert verbinden.</translation>
    </message>
    <message>
        <source>It was deleted under Settings → Apps &amp; API, or it has expired. Create a new one and sign in with it. Your boards and changes stay here.</source>
        <translation>Es wurde unter Einstellungen → Apps &amp; API gelöscht oder ist abgelaufen. Erstellen Sie ein neues und melden Sie sich damit an. Ihre Boards und Änderungen bleiben hier.</translation>
    </message>
    <message>
        <source>It was deleted, or its board is closed. Copy your text and discard the change, or try again.</source>
        <translation>Sie wurde gelöscht, oder ihr Board ist geschlossen. Kopieren Sie Ihren Text und verwerfen Sie die Änderung, oder versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Kursiv</translation>
    </message>
    <message>
        <source>Its board is no longer available. Choose another one.</source>
        <translation>Das Board ist nicht mehr verfügbar. Wählen Sie ein anderes.</translation>
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
        <source>Jan</source>
        <translation>Jan.</translation>
    </message>
    <message>
        <source>JSON for programs</source>
        <translation>JSON für Programme</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>Juli</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>Juni</translation>
    </message>
    <message>
        <source>Just looking? No account needed.</source>
        <translation>Nur umsehen? Ohne Konto.</translation>
    </message>
    <message>
        <source>Kanbert asks in the browser whether this program may read them.</source>
        <translation>Kanbert fragt im Browser, ob dieses Programm sie lesen darf.</translation>
    </message>
    <message>
        <source>Kanbert asks in your browser whether this program may also read hours booked. Allow access there. This window then continues automatically, and you can close the browser tab.</source>
        <translation>Kanbert fragt in Ihrem Browser, ob dieses Programm auch gebuchte Stunden lesen darf. Erlauben Sie dort den Zugriff. Danach geht es in diesem Fenster von selbst weiter, und Sie können den Browser-Tab schließen.</translation>
    </message>
    <message>
        <source>Kanbert asks you to sign in again, so nothing can be sent now.</source>
        <translation>Sie müssen sich erneut anmelden, deshalb kann jetzt nichts gesendet werden.</translation>
    </message>
    <message>
        <source>Kanbert asks you to sign in again.</source>
        <translation>Bitte melden Sie sich erneut an.</translation>
    </message>
    <message numerus="yes">
        <source>Kanbert asks you to sign in again. Your boards and %n change(s) stay here.</source>
        <translation>
            <numerusform>Bitte melden Sie sich erneut an. Ihre Boards und %n Änderung bleiben hier.</numerusform>
            <numerusform>Bitte melden Sie sich erneut an. Ihre Boards und %n Änderungen bleiben hier.</numerusform>
        </translation>
    </message>
    <message>
        <source>Kanbert asks you to sign in again. Your boards stay here.</source>
        <translation>Bitte melden Sie sich erneut an. Ihre Boards bleiben hier.</translation>
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
        <source>Kanbert cannot sign you in at the moment.</source>
        <translation>Kanbert kann Sie zurzeit nicht anmelden.</translation>
    </message>
    <message>
        <source>Kanbert cards</source>
        <translation>Kanbert-Karten</translation>
    </message>
    <message>
        <source>Kanbert could not complete the sign-in.</source>
        <translation>Kanbert konnte die Anmeldung nicht abschließen.</translation>
    </message>
    <message>
        <source>Kanbert Desktop could not start</source>
        <translation>Kanbert Desktop konnte nicht starten</translation>
    </message>
    <message>
        <source>Kanbert Desktop never sees your password. Your sign-in is stored in this computer's keyring.</source>
        <translation>Kanbert Desktop sieht Ihr Passwort nie. Ihre Anmeldung wird im Schlüsselbund dieses Computers gespeichert.</translation>
    </message>
    <message>
        <source>Kanbert Desktop {version} is available. You have {current}.</source>
        <translation>Kanbert Desktop {version} ist verfügbar. Sie haben {current}.</translation>
    </message>
    <message>
        <source>Kanbert did not accept this.</source>
        <translation>Kanbert hat das nicht angenommen.</translation>
    </message>
    <message>
        <source>Kanbert did not allow this.</source>
        <translation>Kanbert hat das nicht erlaubt.</translation>
    </message>
    <message>
        <source>Kanbert did not provide one.</source>
        <translation>Kanbert hat keine bereitgestellt.</translation>
    </message>
    <message numerus="yes">
        <source>Kanbert does not allow %n change(s) on this board</source>
        <translation>
            <numerusform>Kanbert erlaubt %n Änderung an diesem Board nicht</numerusform>
            <numerusform>Kanbert erlaubt %n Änderungen an diesem Board nicht</numerusform>
        </translation>
    </message>
    <message>
        <source>Kanbert does not allow hours booked to be read.</source>
        <translation>Kanbert erlaubt nicht, gebuchte Stunden zu lesen.</translation>
    </message>
    <message>
        <source>Kanbert does not allow this access token to read hours booked.</source>
        <translation>Kanbert erlaubt diesem Zugriffstoken nicht, gebuchte Stunden zu lesen.</translation>
    </message>
    <message>
        <source>Kanbert does not allow this account's hours booked to be read. They are switched off.</source>
        <translation>Kanbert erlaubt diesem Konto nicht, gebuchte Stunden zu lesen. Sie sind ausgeschaltet.</translation>
    </message>
    <message>
        <source>Kanbert does not allow this application to sign in with a browser.</source>
        <translation>Kanbert erlaubt dieser App keine Anmeldung mit dem Browser.</translation>
    </message>
    <message>
        <source>Kanbert does not grant this application the access it needs.</source>
        <translation>Kanbert gewährt dieser App nicht den Zugriff, den sie braucht.</translation>
    </message>
    <message>
        <source>Kanbert does not recognise this access token.</source>
        <translation>Kanbert erkennt dieses Zugriffstoken nicht.</translation>
    </message>
    <message>
        <source>Kanbert does not recognise this application.</source>
        <translation>Kanbert erkennt diese App nicht.</translation>
    </message>
    <message>
        <source>Kanbert does not support this yet.</source>
        <translation>Kanbert unterstützt das noch nicht.</translation>
    </message>
    <message>
        <source>Kanbert does not support this yet; it stays here</source>
        <translation>Kanbert unterstützt das noch nicht; es bleibt hier</translation>
    </message>
    <message>
        <source>Kanbert is limiting requests.</source>
        <translation>Kanbert begrenzt zurzeit die Anfragen.</translation>
    </message>
    <message>
        <source>Kanbert is not responding.</source>
        <translation>Kanbert antwortet nicht.</translation>
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
        <source>Kanbert no longer lists this card.</source>
        <translation>Kanbert führt diese Karte nicht mehr auf.</translation>
    </message>
    <message>
        <source>Kanbert no longer lists {missing} of {known} cards.</source>
        <translation>Kanbert führt {missing} von {known} Karten nicht mehr auf.</translation>
    </message>
    <message>
        <source>Kanbert rejected the sign-in request.</source>
        <translation>Kanbert hat die Anmeldeanfrage abgelehnt.</translation>
    </message>
    <message>
        <source>Kanbert rejected the sign-in.</source>
        <translation>Kanbert hat die Anmeldung abgelehnt.</translation>
    </message>
    <message>
        <source>Kanbert reported a server error.</source>
        <translation>Störung bei Kanbert.</translation>
    </message>
    <message>
        <source>Kanbert responded, but did not save the change.</source>
        <translation>Kanbert hat geantwortet, die Änderung aber nicht gespeichert.</translation>
    </message>
    <message>
        <source>Kanbert sends hours booked in a form that is not understood here. They are switched off.</source>
        <translation>Kanbert sendet gebuchte Stunden in einer Form, die hier nicht verstanden wird. Sie sind ausgeschaltet.</translation>
    </message>
    <message>
        <source>Kanbert sent an endless list.</source>
        <translation>Kanbert hat eine endlose Liste gesendet.</translation>
    </message>
    <message>
        <source>Kanbert sent an unreadable response.</source>
        <translation>Kanbert hat eine unlesbare Antwort gesendet.</translation>
    </message>
    <message>
        <source>Kanbert sent too much data.</source>
        <translation>Kanbert hat zu viele Daten gesendet.</translation>
    </message>
    <message>
        <source>Kanbert shows it once the application is registered.</source>
        <translation>Kanbert zeigt sie an, sobald die App registriert ist.</translation>
    </message>
    <message>
        <source>kanbert-not-sent-{date}</source>
        <translation>kanbert-nicht-gesendet-{date}</translation>
    </message>
    <message>
        <source>kanbert-templates</source>
        <translation>kanbert-vorlagen</translation>
    </message>
    <message>
        <source>kanbert-views</source>
        <translation>kanbert-ansichten</translation>
    </message>
    <message numerus="yes">
        <source>Keep %n missing card(s)</source>
        <translation>
            <numerusform>%n fehlende Karte behalten</numerusform>
            <numerusform>%n fehlende Karten behalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep both: combine the texts and edit</source>
        <translation>Beide behalten: Texte zusammenfügen und bearbeiten</translation>
    </message>
    <message>
        <source>Keep for next time</source>
        <translation>Für das nächste Mal behalten</translation>
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
        <source>Keep them on this computer for your next sign-in, or export them to a file before they are discarded here.</source>
        <translation>Behalten Sie alles auf diesem Computer für Ihre nächste Anmeldung, oder exportieren Sie es in eine Datei, bevor es hier verworfen wird.</translation>
    </message>
    <message>
        <source>Keeps the due dates of this account in an .ics file that other calendars can read. Titles and descriptions are in it.</source>
        <translation>Hält die Fälligkeiten dieses Kontos in einer .ics-Datei, die andere Kalender lesen können. Sie enthält Titel und Beschreibungen.</translation>
    </message>
    <message>
        <source>Kept in the keyring only.</source>
        <translation>Wird nur im Schlüsselbund gespeichert.</translation>
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
        <source>Larger text</source>
        <translation>Text vergrößern</translation>
    </message>
    <message>
        <source>Last address from the browser</source>
        <translation>Letzte Adresse aus dem Browser</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Letzte Änderung</translation>
    </message>
    <message>
        <source>Last loaded: {time}</source>
        <translation>Zuletzt geladen: {time}</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>Letzte Synchronisierung</translation>
    </message>
    <message>
        <source>Last sync: {time}</source>
        <translation>Letzte Synchronisierung: {time}</translation>
    </message>
    <message>
        <source>Last used board</source>
        <translation>Zuletzt verwendetes Board</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Licence text</source>
        <translation>Lizenztext</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Licences of included software</source>
        <translation>Lizenzen der enthaltenen Software</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Limit of {column}</source>
        <translation>Grenze von {column}</translation>
    </message>
    <message>
        <source>limit {limit}</source>
        <translation>Grenze {limit}</translation>
    </message>
    <message>
        <source>limit {limit}, exceeded</source>
        <translation>Grenze {limit} überschritten</translation>
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
        <source>Look for a window that asks for its password, then try again.</source>
        <translation>Suchen Sie nach einem Fenster, das nach dem Passwort fragt, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Many cards are missing</source>
        <translation>Viele Karten fehlen</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>März</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>Alle als gelesen markieren</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>Mark as read or unread</source>
        <translation>Als gelesen oder ungelesen markieren</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>Als ungelesen markieren</translation>
    </message>
    <message>
        <source>May</source>
        <translation>Mai</translation>
    </message>
    <message>
        <source>me</source>
        <translation>mir</translation>
    </message>
    <message>
        <source>Median age</source>
        <translation>Alter (Median)</translation>
    </message>
    <message>
        <source>Median days</source>
        <translation>Tage (Median)</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>Erwähnungen</translation>
    </message>
    <message>
        <source>Mentions {name}</source>
        <translation>Erwähnt {name}</translation>
    </message>
    <message>
        <source>Menu of “{title}”</source>
        <translation>Menü von „{title}“</translation>
    </message>
    <message>
        <source>Metered connection: syncing less often.</source>
        <translation>Getaktete Verbindung: Es wird seltener synchronisiert.</translation>
    </message>
    <message>
        <source>Mine, on this computer</source>
        <translation>Meine Fassung, hier</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Montag</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More than one board matches.</source>
        <translation>Mehr als ein Board passt.</translation>
    </message>
    <message>
        <source>More than one person matches.</source>
        <translation>Mehr als eine Person passt.</translation>
    </message>
    <message>
        <source>Most urgent priority</source>
        <translation>Dringlichste Priorität</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Animationen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
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
        <source>Move card down in My order</source>
        <translation>Karte in „Meine Reihenfolge“ nach unten</translation>
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
        <source>Move card up in My order</source>
        <translation>Karte in „Meine Reihenfolge“ nach oben</translation>
    </message>
    <message>
        <source>Move card: then 1 to 6 for the column</source>
        <translation>Karte verschieben: danach 1 bis 6 für die Spalte</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move the selected cards to another day</source>
        <translation>Ausgewählte Karten auf einen anderen Tag verschieben</translation>
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
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move “{title}”</source>
        <translation>„{title}“ verschieben</translation>
    </message>
    <message>
        <source>Moved from {old} to {new}</source>
        <translation>Verschoben von „{old}“ nach „{new}“</translation>
    </message>
    <message>
        <source>Moved to {column}, {lane}.</source>
        <translation>Nach „{column}“, {lane} verschoben.</translation>
    </message>
    <message>
        <source>Moved to {column}.</source>
        <translation>Nach „{column}“ verschoben.</translation>
    </message>
    <message>
        <source>Moves are observed from the next sync on</source>
        <translation>Verschiebungen werden ab der nächsten Synchronisierung beobachtet</translation>
    </message>
    <message>
        <source>My cards</source>
        <translation>Meine Karten</translation>
    </message>
    <message>
        <source>My cards that are due</source>
        <translation>Meine fälligen Karten</translation>
    </message>
    <message>
        <source>My order, this computer only</source>
        <translation>Meine Reihenfolge, nur dieser Computer</translation>
    </message>
    <message>
        <source>My work</source>
        <translation>Mir zugewiesen</translation>
    </message>
    <message numerus="yes">
        <source>My work, %n open card(s)</source>
        <translation>
            <numerusform>Mir zugewiesen, %n offene Karte</numerusform>
            <numerusform>Mir zugewiesen, %n offene Karten</numerusform>
        </translation>
    </message>
    <message>
        <source>N, M, D, A and the other letters, 1 to 6, / and ?. When off, use menus, the command palette or shortcuts with Ctrl.</source>
        <translation>N, M, D, A und die anderen Buchstaben, 1 bis 6, / und ?. Wenn aus: über Menüs, Befehlspalette oder Tastenkürzel mit Strg.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name a person, a board, a priority</source>
        <translation>Person, Board, Priorität nennen</translation>
    </message>
    <message>
        <source>Navigation</source>
        <translation>Navigation</translation>
    </message>
    <message>
        <source>Needs your decision</source>
        <translation>Ihre Entscheidung nötig</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>never, or for example: every Monday</source>
        <translation>nie, oder zum Beispiel: jeden Montag</translation>
    </message>
    <message>
        <source>New card</source>
        <translation>Neue Karte</translation>
    </message>
    <message>
        <source>New card from anywhere</source>
        <translation>Neue Karte von überall</translation>
    </message>
    <message>
        <source>New card from “{title}”</source>
        <translation>Neue Karte aus „{title}“</translation>
    </message>
    <message>
        <source>New card – try @lea tomorrow</source>
        <translation>Neue Karte – z. B. @lea morgen</translation>
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
        <source>New Kanbert card</source>
        <translation>Neue Kanbert-Karte</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>Neue Vorlage</translation>
    </message>
    <message>
        <source>New template …</source>
        <translation>Neue Vorlage …</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>Neues Fenster</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächste</translation>
    </message>
    <message>
        <source>Next 7 days</source>
        <translation>Nächste 7 Tage</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Nächster Monat</translation>
    </message>
    <message>
        <source>Next or previous entry</source>
        <translation>Nächster oder voriger Eintrag</translation>
    </message>
    <message>
        <source>Next region</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Next week</source>
        <translation>Nächste Woche</translation>
    </message>
    <message>
        <source>next week</source>
        <translation>nächste Woche</translation>
    </message>
    <message>
        <source>Next: {day}</source>
        <translation>Nächste Karte: {day}</translation>
    </message>
    <message>
        <source>No administrator settings.</source>
        <translation>Keine Einstellungen des Administrators.</translation>
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
        <translation>Hier kann kein Browser geöffnet werden. Öffnen Sie diesen Link auf einem anderen Computer oder Telefon, melden Sie sich dort an und erlauben Sie den Zugriff. Die letzte Seite wird dort nicht geladen: Kopieren Sie ihre Adresse und fügen Sie sie unten ein.</translation>
    </message>
    <message>
        <source>No browser can be opened here. Signing in prints a link that you can open on any computer.</source>
        <translation>Hier kann kein Browser geöffnet werden. Bei der Anmeldung wird ein Link ausgegeben, den Sie auf einem beliebigen Computer öffnen können.</translation>
    </message>
    <message>
        <source>No browser could be opened.</source>
        <translation>Es konnte kein Browser geöffnet werden.</translation>
    </message>
    <message>
        <source>No browser was found here. The address was copied: {url}</source>
        <translation>Hier wurde kein Browser gefunden. Die Adresse wurde kopiert: {url}</translation>
    </message>
    <message>
        <source>No browser was found on this computer. Copy the link and open it on any computer or phone, sign in and allow access there. The last page will not load there: copy its address and paste it below.</source>
        <translation>Auf diesem Computer wurde kein Browser gefunden. Kopieren Sie den Link, öffnen Sie ihn auf einem anderen Computer oder Telefon, melden Sie sich dort an und erlauben Sie den Zugriff. Die letzte Seite wird dort nicht geladen: Kopieren Sie ihre Adresse und fügen Sie sie unten ein.</translation>
    </message>
    <message>
        <source>No card has a priority yet, so there is none to choose.</source>
        <translation>Noch hat keine Karte eine Priorität, daher gibt es keine zur Auswahl.</translation>
    </message>
    <message>
        <source>No card matches.</source>
        <translation>Keine passende Karte.</translation>
    </message>
    <message>
        <source>No cards</source>
        <translation>Keine Karten</translation>
    </message>
    <message>
        <source>No cards on this day.</source>
        <translation>Keine Karten an diesem Tag.</translation>
    </message>
    <message>
        <source>No cards.</source>
        <translation>Keine Karten.</translation>
    </message>
    <message>
        <source>No client</source>
        <translation>Ohne Kunde</translation>
    </message>
    <message>
        <source>No comments yet.</source>
        <translation>Noch keine Kommentare.</translation>
    </message>
    <message>
        <source>No data of it is left on this computer. Nothing was changed in Kanbert.</source>
        <translation>Auf diesem Computer sind keine Daten davon mehr vorhanden. In Kanbert wurde nichts geändert.</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Kein Datum</translation>
    </message>
    <message>
        <source>No decision is needed for this ID.</source>
        <translation>Für diese ID ist keine Entscheidung nötig.</translation>
    </message>
    <message>
        <source>No display is available.</source>
        <translation>Kein Bildschirm verfügbar.</translation>
    </message>
    <message>
        <source>No due date</source>
        <translation>Keine Fälligkeit</translation>
    </message>
    <message>
        <source>no due date</source>
        <translation>ohne Fälligkeit</translation>
    </message>
    <message>
        <source>No figure</source>
        <translation>Keine Angabe</translation>
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
        <source>No key was chosen.</source>
        <translation>Es wurde keine Taste gewählt.</translation>
    </message>
    <message>
        <source>No local port could be opened ({reason}). Check the firewall and try again.</source>
        <translation>Es konnte kein lokaler Port geöffnet werden ({reason}). Prüfen Sie die Firewall und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>No longer assigned to you</source>
        <translation>Nicht mehr Ihnen zugewiesen</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>Keine Treffer</translation>
    </message>
    <message>
        <source>No matching person.</source>
        <translation>Keine passende Person.</translation>
    </message>
    <message>
        <source>No matching settings.</source>
        <translation>Keine passende Einstellung.</translation>
    </message>
    <message>
        <source>No parent card</source>
        <translation>Keine übergeordnete Karte</translation>
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
        <source>No response from Kanbert; checking before sending again</source>
        <translation>Keine Antwort von Kanbert; vor dem erneuten Senden wird geprüft</translation>
    </message>
    <message>
        <source>No response since {time}</source>
        <translation>Keine Antwort seit {time}</translation>
    </message>
    <message>
        <source>No response within {seconds} seconds.</source>
        <translation>Keine Antwort innerhalb von {seconds} Sekunden.</translation>
    </message>
    <message>
        <source>No results.</source>
        <translation>Keine Treffer.</translation>
    </message>
    <message>
        <source>No running projects for you.</source>
        <translation>Keine laufenden Projekte für Sie.</translation>
    </message>
    <message>
        <source>No saved views.</source>
        <translation>Keine gespeicherten Ansichten.</translation>
    </message>
    <message>
        <source>No shortcut matches.</source>
        <translation>Kein Tastenkürzel passt.</translation>
    </message>
    <message>
        <source>no sync yet</source>
        <translation>noch keine Synchronisierung</translation>
    </message>
    <message>
        <source>No template is called “{title}”.</source>
        <translation>Keine Vorlage heißt „{title}“.</translation>
    </message>
    <message>
        <source>No templates yet.</source>
        <translation>Noch keine Vorlagen.</translation>
    </message>
    <message>
        <source>No templates.</source>
        <translation>Keine Vorlagen.</translation>
    </message>
    <message>
        <source>Nobody in this workspace matches “{person}”.</source>
        <translation>In diesem Arbeitsbereich passt niemand zu „{person}“.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>Normale Textgröße</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Nicht angenommen</translation>
    </message>
    <message>
        <source>Not available in this version.</source>
        <translation>In dieser Version nicht verfügbar.</translation>
    </message>
    <message>
        <source>Not compared: the server did not send its time.</source>
        <translation>Nicht verglichen: Der Server hat keine Uhrzeit gesendet.</translation>
    </message>
    <message>
        <source>Not complete yet: a client ID usually has 36 characters in five groups.</source>
        <translation>Noch nicht vollständig: Eine Client-ID hat meist 36 Zeichen in fünf Gruppen.</translation>
    </message>
    <message>
        <source>Not everything could be sent.</source>
        <translation>Es konnte nicht alles gesendet werden.</translation>
    </message>
    <message>
        <source>Not everything has been saved yet.</source>
        <translation>Es wurde noch nicht alles gespeichert.</translation>
    </message>
    <message>
        <source>Not everything has been sent yet.</source>
        <translation>Es wurde noch nicht alles gesendet.</translation>
    </message>
    <message>
        <source>Not everything was saved. Free some disk space and repeat the command.</source>
        <translation>Es wurde nicht alles gespeichert. Geben Sie Speicherplatz frei und wiederholen Sie den Befehl.</translation>
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
        <source>Not sent yet: will be restored unchanged.</source>
        <translation>Noch nicht gesendet: wird unverändert wiederhergestellt.</translation>
    </message>
    <message>
        <source>not signed in</source>
        <translation>nicht angemeldet</translation>
    </message>
    <message>
        <source>Not understood. Try “every Monday” or “last day of the month”.</source>
        <translation>Nicht verstanden. Versuchen Sie „jeden Montag“ oder „letzter Tag des Monats“.</translation>
    </message>
    <message>
        <source>Nothing assigned to you.</source>
        <translation>Ihnen ist nichts zugewiesen.</translation>
    </message>
    <message>
        <source>Nothing has been changed on this computer yet.</source>
        <translation>Auf diesem Computer wurde noch nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing has been deleted.</source>
        <translation>Es wurde nichts gelöscht.</translation>
    </message>
    <message>
        <source>Nothing has been downloaded yet. Run “kanbert-desktop sync”.</source>
        <translation>Es wurde noch nichts heruntergeladen. Führen Sie „kanbert-desktop sync“ aus.</translation>
    </message>
    <message>
        <source>Nothing here.</source>
        <translation>Hier ist nichts.</translation>
    </message>
    <message>
        <source>Nothing is lost. The program tries again later.</source>
        <translation>Nichts ist verloren. Das Programm versucht es später erneut.</translation>
    </message>
    <message>
        <source>Nothing is overdue or without a date.</source>
        <translation>Nichts ist überfällig oder ohne Datum.</translation>
    </message>
    <message>
        <source>Nothing is recognised.</source>
        <translation>Nichts wird erkannt.</translation>
    </message>
    <message>
        <source>Nothing matches this query now.</source>
        <translation>Zurzeit entspricht nichts dieser Abfrage.</translation>
    </message>
    <message>
        <source>Nothing to show.</source>
        <translation>Nichts anzuzeigen.</translation>
    </message>
    <message>
        <source>Nothing unread.</source>
        <translation>Nichts Ungelesenes.</translation>
    </message>
    <message>
        <source>Nothing was changed on this computer.</source>
        <translation>Auf diesem Computer wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing was changed. Check your network and try again.</source>
        <translation>Es wurde nichts geändert. Prüfen Sie Ihr Netzwerk und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Nothing was sent. Copy your text, discard the change, and contact the server's administrator.</source>
        <translation>Es wurde nichts gesendet. Kopieren Sie Ihren Text, verwerfen Sie die Änderung und wenden Sie sich an den Administrator des Servers.</translation>
    </message>
    <message>
        <source>Nothing you typed is lost.</source>
        <translation>Nichts Geschriebenes geht verloren.</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>Nov.</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>Okt.</translation>
    </message>
    <message>
        <source>of more than {count}</source>
        <translation>von mehr als {count}</translation>
    </message>
    <message>
        <source>of {count}</source>
        <translation>von {count}</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>Offline seit {time}</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Älteste</translation>
    </message>
    <message>
        <source>Oldest, days</source>
        <translation>Älteste, Tage</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>On battery: syncing less often.</source>
        <translation>Im Akkubetrieb: Es wird seltener synchronisiert.</translation>
    </message>
    <message>
        <source>on day {number} of every month</source>
        <translation>am {number}. jedes Monats</translation>
    </message>
    <message>
        <source>On the board</source>
        <translation>Auf dem Board</translation>
    </message>
    <message>
        <source>on the first day of every month</source>
        <translation>am ersten Tag jedes Monats</translation>
    </message>
    <message>
        <source>on the last day of every month</source>
        <translation>am letzten Tag jedes Monats</translation>
    </message>
    <message>
        <source>On this board already</source>
        <translation>Schon in diesem Board</translation>
    </message>
    <message>
        <source>On this computer only. A template that repeats makes its card when the program runs on that day or later.</source>
        <translation>Nur auf diesem Computer. Eine Vorlage, die sich wiederholt, legt ihre Karte an, wenn das Programm an dem Tag oder später läuft.</translation>
    </message>
    <message>
        <source>On this system, the installer adds the program to the menu. Nothing was changed.</source>
        <translation>Auf diesem System trägt das Installationsprogramm das Programm ins Menü ein. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Once a day. You are notified; nothing is installed automatically.</source>
        <translation>Einmal am Tag. Sie werden benachrichtigt; es wird nichts automatisch installiert.</translation>
    </message>
    <message>
        <source>Once you are connected, the menu behind your name leads back to it.</source>
        <translation>Nach dem Verbinden führt das Menü hinter Ihrem Namen zu ihnen zurück.</translation>
    </message>
    <message>
        <source>one per line</source>
        <translation>eine pro Zeile</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Einen Schritt zurück</translation>
    </message>
    <message numerus="yes">
        <source>only %n of them are shown; a narrower query shows all</source>
        <translation>
            <numerusform>nur %n davon wird gezeigt; eine engere Abfrage zeigt alle</numerusform>
            <numerusform>nur %n davon werden gezeigt; eine engere Abfrage zeigt alle</numerusform>
        </translation>
    </message>
    <message>
        <source>Only Linux desktops need this.</source>
        <translation>Nur Linux-Desktops brauchen das.</translation>
    </message>
    <message>
        <source>Only once. After that your boards are available offline.</source>
        <translation>Einmal anmelden, dann auch offline arbeiten.</translation>
    </message>
    <message>
        <source>Only part of this text is shown.</source>
        <translation>Nur ein Teil dieses Textes wird angezeigt.</translation>
    </message>
    <message>
        <source>Only the beginning is printed. The whole text is in the card.</source>
        <translation>Nur der Anfang ist gedruckt. Der ganze Text steht auf der Karte.</translation>
    </message>
    <message>
        <source>Only the beginning is shown, without formatting.</source>
        <translation>Nur der Anfang wird angezeigt, ohne Formatierung.</translation>
    </message>
    <message>
        <source>Only the beginning of the title is shown.</source>
        <translation>Nur der Anfang des Titels wird angezeigt.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
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
        <source>Open a board to add a card there.</source>
        <translation>Öffnen Sie ein Board, um dort eine Karte anzulegen.</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Erneut öffnen</translation>
    </message>
    <message>
        <source>Open any web page in your browser, sign in to the network, and try again.</source>
        <translation>Öffnen Sie im Browser eine beliebige Webseite, melden Sie sich beim Netzwerk an und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Open anyway</source>
        <translation>Trotzdem öffnen</translation>
    </message>
    <message>
        <source>Open at start</source>
        <translation>Beim Start öffnen</translation>
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
        <source>Open cards</source>
        <translation>Offene Karten</translation>
    </message>
    <message>
        <source>Open cards per assignee</source>
        <translation>Offene Karten je Person</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open in a new window</source>
        <translation>In neuem Fenster öffnen</translation>
    </message>
    <message>
        <source>Open in Kanbert</source>
        <translation>In Kanbert öffnen</translation>
    </message>
    <message>
        <source>Open instructions</source>
        <translation>Anleitung öffnen</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Protokollordner öffnen</translation>
    </message>
    <message>
        <source>Open settings page</source>
        <translation>Einstellungsseite öffnen</translation>
    </message>
    <message>
        <source>Open Templates to see why.</source>
        <translation>Unter „Vorlagen“ steht, warum.</translation>
    </message>
    <message>
        <source>Open their board for an order of your own.</source>
        <translation>Öffnen Sie das Board der Karten für eine eigene Reihenfolge.</translation>
    </message>
    <message>
        <source>Open window</source>
        <translation>Fenster öffnen</translation>
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
        <source>Opens in its own window. Accounts are kept completely separate.</source>
        <translation>Öffnet sich in einem eigenen Fenster. Konten bleiben vollständig getrennt.</translation>
    </message>
    <message>
        <source>Or as in your browser, such as studio.kanbert.com.</source>
        <translation>Oder wie im Browser, etwa studio.kanbert.com.</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Sonstige</translation>
    </message>
    <message>
        <source>Other entries are in “{filter}”.</source>
        <translation>Weitere Einträge stehen unter „{filter}“.</translation>
    </message>
    <message>
        <source>Other matches</source>
        <translation>Weitere Treffer</translation>
    </message>
    <message>
        <source>Other users can access the profile folder.</source>
        <translation>Andere Benutzer haben Zugriff auf den Profilordner.</translation>
    </message>
    <message>
        <source>Other ways to sign in</source>
        <translation>Andere Anmeldemethoden</translation>
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
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Overview: {name}</source>
        <translation>Überblick: {name}</translation>
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
        <source>Paste lines as cards</source>
        <translation>Zeilen als Karten einfügen</translation>
    </message>
    <message>
        <source>Paste the access token:</source>
        <translation>Fügen Sie das Zugriffstoken ein:</translation>
    </message>
    <message>
        <source>Paste the client ID and the client secret:</source>
        <translation>Fügen Sie die Client-ID und das Client-Secret ein:</translation>
    </message>
    <message>
        <source>Paste the client ID:</source>
        <translation>Fügen Sie die Client-ID ein:</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
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
    <message>
        <source>Please check it: a client ID usually has 36 characters in five groups.</source>
        <translation>Bitte prüfen: Eine Client-ID hat meist 36 Zeichen in fünf Gruppen.</translation>
    </message>
    <message numerus="yes">
        <source>Position of %n card(s) in My order</source>
        <translation>
            <numerusform>Position von %n Karte in „Meine Reihenfolge“</numerusform>
            <numerusform>Position von %n Karten in „Meine Reihenfolge“</numerusform>
        </translation>
    </message>
    <message>
        <source>Position of “{title}” in My order</source>
        <translation>Position von „{title}“ in „Meine Reihenfolge“</translation>
    </message>
    <message>
        <source>Press Enter again to add {count} cards.</source>
        <translation>Drücken Sie erneut die Eingabetaste, um {count} Karten hinzuzufügen.</translation>
    </message>
    <message>
        <source>Press Esc again to discard them.</source>
        <translation>Drücken Sie noch einmal Esc, um sie zu verwerfen.</translation>
    </message>
    <message>
        <source>Press I on a card to assign it to yourself.</source>
        <translation>Drücken Sie I auf einer Karte, um sie sich zuzuweisen.</translation>
    </message>
    <message>
        <source>Press L on a column, or click it with the right button, to set its limit.</source>
        <translation>L oder ein Klick mit der rechten Maustaste auf eine Spalte setzt ihre Grenze.</translation>
    </message>
    <message>
        <source>Press N for the first card.</source>
        <translation>Drücken Sie N für die erste Karte.</translation>
    </message>
    <message>
        <source>Press T on a card to save it as a template, or begin with an empty one.</source>
        <translation>Drücken Sie T auf einer Karte, um sie als Vorlage zu speichern, oder beginnen Sie mit einer leeren.</translation>
    </message>
    <message>
        <source>Previous month</source>
        <translation>Vorheriger Monat</translation>
    </message>
    <message>
        <source>Previous or next month</source>
        <translation>Voriger oder nächster Monat</translation>
    </message>
    <message>
        <source>Previous week</source>
        <translation>Vorige Woche</translation>
    </message>
    <message>
        <source>Previously {former} was signed in here. The boards of both accounts stay separate.</source>
        <translation>Bisher war {former} hier angemeldet. Die Boards beider Konten bleiben getrennt.</translation>
    </message>
    <message>
        <source>Previously {former} was signed in here. {person} has signed in with the browser. Nothing has been saved yet. If this is you, continue; the boards of both accounts stay separate. If not, cancel: another user of this computer may have responded to the sign-in.</source>
        <translation>Bisher war {former} hier angemeldet. Im Browser hat sich {person} angemeldet. Noch wurde nichts gespeichert. Wenn Sie das sind, wählen Sie „Weiter“; die Boards beider Konten bleiben getrennt. Wenn nicht, brechen Sie ab: Möglicherweise hat ein anderer Benutzer dieses Computers auf die Anmeldung geantwortet.</translation>
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
        <source>Printing failed.</source>
        <translation>Drucken fehlgeschlagen.</translation>
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
        <source>Priority: {priority}</source>
        <translation>Priorität: {priority}</translation>
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
        <source>Query</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>Query of this view</source>
        <translation>Abfrage dieser Ansicht</translation>
    </message>
    <message>
        <source>Query: {query}</source>
        <translation>Abfrage: {query}</translation>
    </message>
    <message>
        <source>Quick look at the card</source>
        <translation>Schnellansicht der Karte</translation>
    </message>
    <message>
        <source>Quick look: {title}</source>
        <translation>Schnellansicht: {title}</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>Leise</translation>
    </message>
    <message>
        <source>Quiet: in the window alone, without sound. You are not notified of your own changes.</source>
        <translation>Leise: nur im Fenster, ohne Ton. Über eigene Änderungen werden Sie nicht benachrichtigt.</translation>
    </message>
    <message>
        <source>Quiet: in the window and as a dot in the tray, without sound. You are not notified of your own changes.</source>
        <translation>Leise: im Fenster und als Punkt im Infobereich, ohne Ton. Über eigene Änderungen werden Sie nicht benachrichtigt.</translation>
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
        <source>Quotes find whole words only.</source>
        <translation>Anführungszeichen finden nur ganze Wörter.</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Reason: “{reason}”. Try again; if the problem persists, check the application under Settings → Apps &amp; API.</source>
        <translation>Grund: „{reason}“. Versuchen Sie es erneut; wenn das Problem bestehen bleibt, prüfen Sie die App unter Einstellungen → Apps &amp; API.</translation>
    </message>
    <message>
        <source>Received {pulled}, sent {pushed}, unsent {pending}, to decide {attention}.</source>
        <translation>Empfangen {pulled}, gesendet {pushed}, nicht gesendet {pending}, zu entscheiden {attention}.</translation>
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
        <source>Recovered changes: {changes}, drafts: {drafts}. The rest is downloaded again; the old file is “{path}”.</source>
        <translation>Wiederhergestellte Änderungen: {changes}, Entwürfe: {drafts}. Der Rest wird erneut heruntergeladen; die alte Datei ist „{path}“.</translation>
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
        <source>Redone on “{board}”: {what}</source>
        <translation>Wiederholt auf „{board}“: {what}</translation>
    </message>
    <message>
        <source>Redone: {what}</source>
        <translation>Wiederholt: {what}</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>Reduziert</translation>
    </message>
    <message>
        <source>Register an application in Kanbert under Settings → Apps &amp; API and enter its client ID.</source>
        <translation>Registrieren Sie in Kanbert unter Einstellungen → Apps &amp; API eine App und geben Sie deren Client-ID ein.</translation>
    </message>
    <message>
        <source>Rejected by Kanbert</source>
        <translation>Von Kanbert abgelehnt</translation>
    </message>
    <message>
        <source>Rejected by Kanbert: {detail}</source>
        <translation>Von Kanbert abgelehnt: {detail}</translation>
    </message>
    <message>
        <source>Relative to the desktop's text size; cards, lists and buttons grow with it.</source>
        <translation>Relativ zur Textgröße des Desktops; Karten, Listen und Schaltflächen wachsen mit.</translation>
    </message>
    <message>
        <source>Release notes</source>
        <translation>Versionshinweise</translation>
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
        <translation>Aus Favoriten entfernen</translation>
    </message>
    <message>
        <source>Remove here</source>
        <translation>Hier entfernen</translation>
    </message>
    <message>
        <source>Remove template</source>
        <translation>Vorlage entfernen</translation>
    </message>
    <message>
        <source>Remove template “{title}”</source>
        <translation>Vorlage „{title}“ entfernen</translation>
    </message>
    <message>
        <source>Remove the limit</source>
        <translation>Grenze entfernen</translation>
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
        <source>Remove view</source>
        <translation>Ansicht entfernen</translation>
    </message>
    <message>
        <source>Rename card</source>
        <translation>Karte umbenennen</translation>
    </message>
    <message>
        <source>Rename “{title}”</source>
        <translation>„{title}“ umbenennen</translation>
    </message>
    <message>
        <source>Renamed, was “{old}”</source>
        <translation>Umbenannt, vorher „{old}“</translation>
    </message>
    <message>
        <source>Renamed.</source>
        <translation>Umbenannt.</translation>
    </message>
    <message>
        <source>Repeat …</source>
        <translation>Wiederholen …</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Repeats: {words}</source>
        <translation>Wiederholung: {words}</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Report copied.</source>
        <translation>Bericht kopiert.</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Restart the program. The reason is in the log.</source>
        <translation>Starten Sie das Programm neu. Der Grund steht im Protokoll.</translation>
    </message>
    <message>
        <source>Restart the program: it recovers your changes and downloads the rest again.</source>
        <translation>Starten Sie das Programm neu: Es stellt Ihre Änderungen wieder her und lädt den Rest erneut herunter.</translation>
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
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Running checks …</source>
        <translation>Prüfungen werden ausgeführt …</translation>
    </message>
    <message>
        <source>Runs in the background when you log in to the computer.</source>
        <translation>Läuft im Hintergrund, sobald Sie sich am Computer anmelden.</translation>
    </message>
    <message>
        <source>Same as system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Sample data</source>
        <translation>Beispieldaten</translation>
    </message>
    <message>
        <source>Sample data is available.</source>
        <translation>Beispieldaten sind verfügbar.</translation>
    </message>
    <message>
        <source>Sample data, only on this computer.</source>
        <translation>Beispieldaten, nur auf diesem Computer.</translation>
    </message>
    <message>
        <source>Sample data: nothing leaves this computer.</source>
        <translation>Beispieldaten: Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Samstag</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save a template first.</source>
        <translation>Speichern Sie zuerst eine Vorlage.</translation>
    </message>
    <message>
        <source>Save a view first.</source>
        <translation>Speichern Sie zuerst eine Ansicht.</translation>
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
        <source>Save as view</source>
        <translation>Als Ansicht speichern</translation>
    </message>
    <message>
        <source>Save as view …</source>
        <translation>Als Ansicht speichern …</translation>
    </message>
    <message>
        <source>Save card as template</source>
        <translation>Karte als Vorlage speichern</translation>
    </message>
    <message>
        <source>Save query</source>
        <translation>Abfrage speichern</translation>
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
        <source>Saved views</source>
        <translation>Gespeicherte Ansichten</translation>
    </message>
    <message>
        <source>Saving replaces its content.</source>
        <translation>Speichern ersetzt den Inhalt.</translation>
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
        <source>Search results</source>
        <translation>Suchergebnisse</translation>
    </message>
    <message>
        <source>Second priority</source>
        <translation>Zweite Priorität</translation>
    </message>
    <message>
        <source>Select card</source>
        <translation>Karte auswählen</translation>
    </message>
    <message>
        <source>Select the whole column</source>
        <translation>Ganze Spalte auswählen</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Send a comment to clients too</source>
        <translation>Kommentar auch an Kunden senden</translation>
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
        <translation>Senden Sie alles, behalten Sie es für das nächste Mal oder verwerfen Sie es, bevor Sie sich abmelden.</translation>
    </message>
    <message>
        <source>Send them now, keep them on this computer for your next sign-in, or export them to a file before they are discarded here.</source>
        <translation>Senden Sie alles jetzt, behalten Sie es auf diesem Computer für Ihre nächste Anmeldung, oder exportieren Sie es in eine Datei, bevor es hier verworfen wird.</translation>
    </message>
    <message numerus="yes">
        <source>Sending %n change(s)</source>
        <translation>
            <numerusform>%n Änderung wird gesendet</numerusform>
            <numerusform>%n Änderungen werden gesendet</numerusform>
        </translation>
    </message>
    <message>
        <source>Sending now</source>
        <translation>Wird gerade gesendet</translation>
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
        <source>Sep</source>
        <translation>Sept.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Serveradresse</translation>
    </message>
    <message>
        <source>Set a limit …</source>
        <translation>Grenze setzen …</translation>
    </message>
    <message>
        <source>Set by the administrator of this computer.</source>
        <translation>Vom Administrator dieses Computers festgelegt.</translation>
    </message>
    <message>
        <source>Set on the command line or in the environment.</source>
        <translation>Über die Befehlszeile oder die Umgebung festgelegt.</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings that could not be read were reset to their defaults. The old file is kept next to the new one.</source>
        <translation>Einstellungen, die nicht gelesen werden konnten, wurden auf die Standardwerte zurückgesetzt. Die alte Datei bleibt neben der neuen erhalten.</translation>
    </message>
    <message>
        <source>Several cards</source>
        <translation>Mehrere Karten</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Shorten the text and try again.</source>
        <translation>Kürzen Sie den Text und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more card(s)</source>
        <translation>
            <numerusform>%n weitere Karte zeigen</numerusform>
            <numerusform>%n weitere Karten zeigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more notice(s)</source>
        <translation>
            <numerusform>%n weiteren Hinweis zeigen</numerusform>
            <numerusform>%n weitere Hinweise zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles anzeigen</translation>
    </message>
    <message>
        <source>Show another board</source>
        <translation>Anderes Board zeigen</translation>
    </message>
    <message>
        <source>Show archived</source>
        <translation>Archivierte anzeigen</translation>
    </message>
    <message>
        <source>Show as plain text</source>
        <translation>Als reinen Text anzeigen</translation>
    </message>
    <message>
        <source>Show decisions</source>
        <translation>Entscheidungen anzeigen</translation>
    </message>
    <message>
        <source>Show hours</source>
        <translation>Stunden anzeigen</translation>
    </message>
    <message>
        <source>Show in the tray</source>
        <translation>Im Infobereich anzeigen</translation>
    </message>
    <message>
        <source>Show or hide the card panel</source>
        <translation>Kartenbereich ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Show or hide the sidebar</source>
        <translation>Seitenleiste ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Show sidebar</source>
        <translation>Seitenleiste anzeigen</translation>
    </message>
    <message>
        <source>Show the whole notice</source>
        <translation>Ganzen Hinweis zeigen</translation>
    </message>
    <message>
        <source>Show these cards</source>
        <translation>Diese Karten anzeigen</translation>
    </message>
    <message>
        <source>Shows in the overview how many hours were booked, by week, board and person.</source>
        <translation>Zeigt im Überblick, wie viele Stunden gebucht wurden, nach Woche, Board und Person.</translation>
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
        <translation>Erneut anmelden</translation>
    </message>
    <message>
        <source>sign in again</source>
        <translation>erneut anmelden</translation>
    </message>
    <message>
        <source>Sign in again to renew it. Your changes stay here.</source>
        <translation>Melden Sie sich erneut an, um ihn zu erneuern. Ihre Änderungen bleiben hier.</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>Melden Sie sich zuerst an.</translation>
    </message>
    <message>
        <source>Sign in to open the link.</source>
        <translation>Melden Sie sich an, um den Link zu öffnen.</translation>
    </message>
    <message>
        <source>Sign in with it again. Your boards and changes stay here.</source>
        <translation>Melden Sie sich erneut damit an. Ihre Boards und Änderungen bleiben hier.</translation>
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
        <source>signed in, current account</source>
        <translation>angemeldet, aktuelles Konto</translation>
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
        <source>Single-key shortcuts</source>
        <translation>Einzelne Tasten</translation>
    </message>
    <message>
        <source>Skip this version</source>
        <translation>Diese Version überspringen</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Text verkleinern</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Snooze until</source>
        <translation>Zurückstellen bis</translation>
    </message>
    <message>
        <source>Snoozed until {day}</source>
        <translation>Zurückgestellt bis {day}</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>Something went wrong in Kanbert Desktop</source>
        <translation>In Kanbert Desktop ist ein Fehler aufgetreten</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>Ein Fehler ist aufgetreten.</translation>
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
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Start again when you are ready.</source>
        <translation>Starten Sie die Anmeldung erneut, wenn Sie bereit sind.</translation>
    </message>
    <message>
        <source>Start the program in a graphical session; commands work without one: “kanbert-desktop --help” lists them.</source>
        <translation>Starten Sie das Programm in einer grafischen Sitzung; Befehle funktionieren auch ohne: „kanbert-desktop --help“ listet sie auf.</translation>
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
        <translation>Status</translation>
    </message>
    <message>
        <source>Step {number} of 3: {name}</source>
        <translation>Schritt {number} von 3: {name}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Sub-task changed.</source>
        <translation>Unteraufgabe geändert.</translation>
    </message>
    <message>
        <source>Sub-task of {title}</source>
        <translation>Unteraufgabe von {title}</translation>
    </message>
    <message>
        <source>Sub-tasks</source>
        <translation>Unteraufgaben</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Sonntag</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Wechseln</translation>
    </message>
    <message>
        <source>Switch light and dark</source>
        <translation>Zwischen hell und dunkel wechseln</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Synchronisierung</translation>
    </message>
    <message>
        <source>Sync and storage</source>
        <translation>Synchronisierung und Speicher</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt synchronisieren</translation>
    </message>
    <message>
        <source>Synced on {time}</source>
        <translation>Synchronisiert am {time}</translation>
    </message>
    <message>
        <source>Synced {time}</source>
        <translation>Synchronisiert um {time}</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Wird synchronisiert</translation>
    </message>
    <message>
        <source>Syncing resumes automatically. Nothing is lost.</source>
        <translation>Die Synchronisierung wird automatisch fortgesetzt. Nichts ist verloren.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>System follows the desktop setting.</source>
        <translation>System folgt der Einstellung des Desktops.</translation>
    </message>
    <message>
        <source>System follows the desktop setting. Reduced: no animations.</source>
        <translation>„System“ folgt der Einstellung des Desktops. Reduziert: keine Animationen.</translation>
    </message>
    <message>
        <source>Take it literally</source>
        <translation>Wörtlich nehmen</translation>
    </message>
    <message>
        <source>Take what is recognised literally</source>
        <translation>Erkanntes wörtlich nehmen</translation>
    </message>
    <message>
        <source>Taken literally.</source>
        <translation>Wörtlich genommen.</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Template “{title}”</source>
        <translation>Vorlage „{title}“</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Text size {percent} %</source>
        <translation>Textgröße {percent} %</translation>
    </message>
    <message>
        <source>Text size {percent} %. This window has room for {room} %.</source>
        <translation>Textgröße {percent} %. In diesem Fenster ist Platz für {room} %.</translation>
    </message>
    <message>
        <source>That is a web address, not a client ID.</source>
        <translation>Das ist eine Webadresse, keine Client-ID.</translation>
    </message>
    <message>
        <source>That is an e-mail address, not a client ID.</source>
        <translation>Das ist eine E-Mail-Adresse, keine Client-ID.</translation>
    </message>
    <message>
        <source>That is not a server address.</source>
        <translation>Das ist keine Serveradresse.</translation>
    </message>
    <message>
        <source>That is not a valid date.</source>
        <translation>Das ist kein gültiges Datum.</translation>
    </message>
    <message>
        <source>That is not an access token.</source>
        <translation>Das ist kein Zugriffstoken.</translation>
    </message>
    <message>
        <source>That is not the right address.</source>
        <translation>Das ist nicht die richtige Adresse.</translation>
    </message>
    <message>
        <source>That looks like a client secret or an access token.</source>
        <translation>Das sieht nach einem Client-Secret oder einem Zugriffstoken aus.</translation>
    </message>
    <message>
        <source>The access token is missing.</source>
        <translation>Das Zugriffstoken fehlt.</translation>
    </message>
    <message>
        <source>The access token is missing. Kanbert shows it only once, when you create it.</source>
        <translation>Das Zugriffstoken fehlt. Kanbert zeigt es nur einmal an, wenn Sie es erstellen.</translation>
    </message>
    <message>
        <source>The access token is no longer in the keyring.</source>
        <translation>Das Zugriffstoken ist nicht mehr im Schlüsselbund.</translation>
    </message>
    <message>
        <source>The access token of this account has to allow it (efforts:read).</source>
        <translation>Das Zugriffstoken dieses Kontos muss es erlauben (efforts:read).</translation>
    </message>
    <message>
        <source>The account's data was removed.</source>
        <translation>Die Daten des Kontos wurden entfernt.</translation>
    </message>
    <message>
        <source>The address of the server:</source>
        <translation>Die Adresse des Servers:</translation>
    </message>
    <message>
        <source>The administrator's settings cannot be read.</source>
        <translation>Die Einstellungen des Administrators können nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The board shows their version for now. Yours is kept here until you decide.</source>
        <translation>Das Board zeigt vorerst die andere Fassung. Ihre bleibt hier, bis Sie entscheiden.</translation>
    </message>
    <message>
        <source>The browser cannot connect to this program.</source>
        <translation>Der Browser kann dieses Programm nicht erreichen.</translation>
    </message>
    <message>
        <source>The calendar file could not be written. It is tried again.</source>
        <translation>Die Kalenderdatei konnte nicht geschrieben werden. Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The card is back on the board. Delete it anyway, or keep their version.</source>
        <translation>Die Karte ist wieder auf dem Board. Löschen Sie sie trotzdem oder behalten Sie die andere Fassung.</translation>
    </message>
    <message>
        <source>The card is checked before anything is sent again.</source>
        <translation>Die Karte wird geprüft, bevor etwas erneut gesendet wird.</translation>
    </message>
    <message>
        <source>The cards of a view are sorted.</source>
        <translation>Die Karten einer Ansicht sind sortiert.</translation>
    </message>
    <message>
        <source>The change stays here until the server supports it.</source>
        <translation>Die Änderung bleibt hier, bis der Server sie unterstützt.</translation>
    </message>
    <message>
        <source>the chart begins with the second day</source>
        <translation>das Diagramm beginnt mit dem zweiten Tag</translation>
    </message>
    <message>
        <source>The client ID is missing.</source>
        <translation>Die Client-ID fehlt.</translation>
    </message>
    <message>
        <source>The client ID is shorter; the client secret has its own field.</source>
        <translation>Die Client-ID ist kürzer; für das Client-Secret gibt es ein eigenes Feld.</translation>
    </message>
    <message>
        <source>The client secret is missing. Kanbert shows it only once, when you register the application.</source>
        <translation>Das Client-Secret fehlt. Kanbert zeigt es nur einmal an, wenn Sie die App registrieren.</translation>
    </message>
    <message>
        <source>The client secret is no longer in the keyring.</source>
        <translation>Das Client-Secret ist nicht mehr im Schlüsselbund.</translation>
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
        <source>The comments could not be loaded. Open the card again to retry.</source>
        <translation>Die Kommentare konnten nicht geladen werden. Öffnen Sie die Karte erneut.</translation>
    </message>
    <message>
        <source>The connection to Kanbert is not secure.</source>
        <translation>Die Verbindung zu Kanbert ist nicht sicher.</translation>
    </message>
    <message>
        <source>The desktop asks you for a key …</source>
        <translation>Der Desktop fragt Sie nach einer Taste …</translation>
    </message>
    <message>
        <source>The desktop has a key for it, which its settings show.</source>
        <translation>Der Desktop hat eine Taste dafür; seine Einstellungen zeigen sie.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>The download was stopped after too many pages. Nothing is lost; the program tries again later. If the problem persists, contact the server's administrator.</source>
        <translation>Das Herunterladen wurde nach zu vielen Seiten abgebrochen. Nichts ist verloren; das Programm versucht es später erneut. Wenn das Problem bestehen bleibt, wenden Sie sich an den Administrator des Servers.</translation>
    </message>
    <message>
        <source>The download was stopped to protect this computer. Nothing is lost; the program tries again later. If the problem persists, contact the server's administrator.</source>
        <translation>Das Herunterladen wurde abgebrochen, um diesen Computer zu schützen. Nichts ist verloren; das Programm versucht es später erneut. Wenn das Problem bestehen bleibt, wenden Sie sich an den Administrator des Servers.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>Die Datei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The file cannot be written.</source>
        <translation>Die Datei kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The file comes from a newer version.</source>
        <translation>Die Datei stammt von einer neueren Version.</translation>
    </message>
    <message>
        <source>The file was not found.</source>
        <translation>Die Datei wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>The file with your boards was damaged. Your changes were recovered; the rest is downloaded again.</source>
        <translation>Die Datei mit Ihren Boards war beschädigt. Ihre Änderungen wurden wiederhergestellt, der Rest wird erneut heruntergeladen.</translation>
    </message>
    <message numerus="yes">
        <source>The first %n card(s).</source>
        <translation>
            <numerusform>Die erste %n Karte.</numerusform>
            <numerusform>Die ersten %n Karten.</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder could not be opened: {folder}</source>
        <translation>Der Ordner konnte nicht geöffnet werden: {folder}</translation>
    </message>
    <message>
        <source>The folder for the file is missing.</source>
        <translation>Der Ordner für die Datei fehlt.</translation>
    </message>
    <message>
        <source>The inbox is empty.</source>
        <translation>Der Eingang ist leer.</translation>
    </message>
    <message numerus="yes">
        <source>The inbox will tell what others change on %n card(s).</source>
        <translation>
            <numerusform>Der Eingang zeigt ab jetzt, was andere an %n Karte ändern.</numerusform>
            <numerusform>Der Eingang zeigt ab jetzt, was andere an %n Karten ändern.</numerusform>
        </translation>
    </message>
    <message>
        <source>The index is still being built.</source>
        <translation>Der Index wird noch aufgebaut.</translation>
    </message>
    <message>
        <source>The Kanbert sign-in page is open in your browser. Sign in and allow access there. This window then continues automatically, and you can close the browser tab.</source>
        <translation>Die Anmeldeseite von Kanbert ist im Browser geöffnet. Melden Sie sich dort an und erlauben Sie den Zugriff. Dieses Fenster fährt dann automatisch fort, und Sie können den Browser-Tab schließen.</translation>
    </message>
    <message>
        <source>The key is {key}.</source>
        <translation>Die Taste ist {key}.</translation>
    </message>
    <message>
        <source>The keyring cannot store the sign-in.</source>
        <translation>Der Schlüsselbund kann die Anmeldung nicht speichern.</translation>
    </message>
    <message>
        <source>The keyring did not respond.</source>
        <translation>Der Schlüsselbund hat nicht geantwortet.</translation>
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
        <source>The keyring is not responding.</source>
        <translation>Der Schlüsselbund antwortet nicht.</translation>
    </message>
    <message>
        <source>The keyring is still locked.</source>
        <translation>Der Schlüsselbund ist noch gesperrt.</translation>
    </message>
    <message>
        <source>The last change may not have been saved.</source>
        <translation>Die letzte Änderung wurde möglicherweise nicht gespeichert.</translation>
    </message>
    <message>
        <source>The limit is {limit}. Remove some first.</source>
        <translation>Die Grenze ist {limit}. Entfernen Sie zuerst einige.</translation>
    </message>
    <message>
        <source>The list of accounts was damaged.</source>
        <translation>Die Liste der Konten war beschädigt.</translation>
    </message>
    <message>
        <source>The most cards that this column should show. On this computer only.</source>
        <translation>So viele Karten soll diese Spalte höchstens zeigen. Nur auf diesem Computer.</translation>
    </message>
    <message>
        <source>The name is too long.</source>
        <translation>Der Name ist zu lang.</translation>
    </message>
    <message>
        <source>The open window keeps this change in memory and saves it as soon as there is space. Free some disk space; do not repeat the command.</source>
        <translation>Das offene Fenster behält diese Änderung im Arbeitsspeicher und speichert sie, sobald Platz ist. Geben Sie Speicherplatz frei; wiederholen Sie den Befehl nicht.</translation>
    </message>
    <message>
        <source>The other window could not be opened.</source>
        <translation>Das andere Fenster konnte nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>The output cannot be written.</source>
        <translation>Die Ausgabe kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The overview shows the hours of the last twelve weeks, also offline.</source>
        <translation>Der Überblick zeigt die Stunden der letzten zwölf Wochen, auch offline.</translation>
    </message>
    <message>
        <source>The parent card no longer exists.</source>
        <translation>Die übergeordnete Karte ist nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>The port is in use.</source>
        <translation>Der Port ist belegt.</translation>
    </message>
    <message>
        <source>The previous value is not known.</source>
        <translation>Der vorherige Wert ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The printer rejected the job. You can save a PDF instead.</source>
        <translation>Der Drucker hat den Auftrag abgelehnt. Sie können stattdessen ein PDF speichern.</translation>
    </message>
    <message>
        <source>The program had a problem last time. A crash report was saved on this computer.</source>
        <translation>Beim letzten Mal hatte das Programm ein Problem. Ein Fehlerbericht wurde auf diesem Computer gespeichert.</translation>
    </message>
    <message>
        <source>The program is closing.</source>
        <translation>Das Programm wird gerade beendet.</translation>
    </message>
    <message>
        <source>The program is open in another session.</source>
        <translation>Das Programm ist in einer anderen Sitzung geöffnet.</translation>
    </message>
    <message>
        <source>The program quit unexpectedly while opening the board “{title}”, so the board was not opened again.</source>
        <translation>Das Programm wurde beim Öffnen des Boards „{title}“ unerwartet beendet. Das Board wurde deshalb nicht erneut geöffnet.</translation>
    </message>
    <message>
        <source>The program quit unexpectedly while opening the card “{title}”, so the card was not opened again.</source>
        <translation>Das Programm wurde beim Öffnen der Karte „{title}“ unerwartet beendet. Die Karte wurde deshalb nicht erneut geöffnet.</translation>
    </message>
    <message>
        <source>The proxy cannot be used.</source>
        <translation>Der Proxy kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>The proxy requires a password.</source>
        <translation>Der Proxy erfordert ein Passwort.</translation>
    </message>
    <message>
        <source>The query is too long.</source>
        <translation>Die Abfrage ist zu lang.</translation>
    </message>
    <message>
        <source>The request timed out. Your changes are saved here and are sent later automatically.</source>
        <translation>Die Anfrage hat zu lange gedauert. Ihre Änderungen sind hier gespeichert und werden später automatisch gesendet.</translation>
    </message>
    <message>
        <source>The response came from another program on this computer and was ignored. Try again.</source>
        <translation>Die Antwort kam von einem anderen Programm auf diesem Computer und wurde ignoriert. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The sample data could not be started.</source>
        <translation>Die Beispieldaten konnten nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The sample data is not installed.</source>
        <translation>Die Beispieldaten sind nicht installiert.</translation>
    </message>
    <message>
        <source>The sample data stays on this computer.</source>
        <translation>Die Beispieldaten bleiben auf diesem Computer.</translation>
    </message>
    <message>
        <source>The saved boards are damaged.</source>
        <translation>Die gespeicherten Boards sind beschädigt.</translation>
    </message>
    <message>
        <source>The saved boards cannot be read.</source>
        <translation>Die gespeicherten Boards können nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The saved boards were damaged.</source>
        <translation>Die gespeicherten Boards waren beschädigt.</translation>
    </message>
    <message>
        <source>The server is overloaded or under maintenance. Nothing was changed. Try again in a few minutes.</source>
        <translation>Der Server ist überlastet oder wird gewartet. Es wurde nichts geändert. Versuchen Sie es in einigen Minuten erneut.</translation>
    </message>
    <message>
        <source>The server responded with error {status}. Your changes are saved here and are sent later automatically.</source>
        <translation>Der Server meldet Fehler {status}. Ihre Änderungen sind hier gespeichert und werden später automatisch gesendet.</translation>
    </message>
    <message>
        <source>The server sent an invalid ID for this card.</source>
        <translation>Der Server hat für diese Karte eine ungültige ID gesendet.</translation>
    </message>
    <message>
        <source>The server's certificate is not trusted, so nothing was sent. Check this computer's date and your network.</source>
        <translation>Das Zertifikat des Servers ist nicht vertrauenswürdig, daher wurde nichts gesendet. Prüfen Sie das Datum dieses Computers und Ihr Netzwerk.</translation>
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
        <source>The sign-in timed out.</source>
        <translation>Die Zeit für die Anmeldung ist abgelaufen.</translation>
    </message>
    <message>
        <source>The sign-in was cancelled.</source>
        <translation>Die Anmeldung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The sync was interrupted.</source>
        <translation>Die Synchronisierung wurde unterbrochen.</translation>
    </message>
    <message>
        <source>The system rejected it: {why}</source>
        <translation>Das System hat es abgelehnt: {why}</translation>
    </message>
    <message>
        <source>The template needs a board.</source>
        <translation>Die Vorlage braucht ein Board.</translation>
    </message>
    <message>
        <source>The template “{title}” was removed.</source>
        <translation>Die Vorlage „{title}“ wurde entfernt.</translation>
    </message>
    <message>
        <source>The template “{title}” was saved.</source>
        <translation>Die Vorlage „{title}“ wurde gespeichert.</translation>
    </message>
    <message>
        <source>The text on the clipboard is too long for a description.</source>
        <translation>Der Text in der Zwischenablage ist zu lang für eine Beschreibung.</translation>
    </message>
    <message>
        <source>The title is too long.</source>
        <translation>Der Titel ist zu lang.</translation>
    </message>
    <message>
        <source>The view “{name}” was removed.</source>
        <translation>Die Ansicht „{name}“ wurde entfernt.</translation>
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
        <source>There are too many saved views.</source>
        <translation>Es sind zu viele Ansichten gespeichert.</translation>
    </message>
    <message>
        <source>There are too many sub-tasks.</source>
        <translation>Es gibt zu viele Unteraufgaben.</translation>
    </message>
    <message>
        <source>There are too many templates.</source>
        <translation>Es gibt zu viele Vorlagen.</translation>
    </message>
    <message>
        <source>There is no board to add the card to yet.</source>
        <translation>Es gibt noch kein Board, dem Sie die Karte hinzufügen können.</translation>
    </message>
    <message>
        <source>There is no file “{path}”. Nothing was changed.</source>
        <translation>Die Datei „{path}“ gibt es nicht. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>There is no priority {number}.</source>
        <translation>Es gibt keine Priorität {number}.</translation>
    </message>
    <message>
        <source>There is no saved view “{name}” on this computer.</source>
        <translation>Auf diesem Computer ist keine Ansicht „{name}“ gespeichert.</translation>
    </message>
    <message>
        <source>There is no such template.</source>
        <translation>Diese Vorlage gibt es nicht.</translation>
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
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>They are being loaded.</source>
        <translation>Sie werden geladen.</translation>
    </message>
    <message>
        <source>They are switched off. Everything else stays as it is.</source>
        <translation>Sie sind ausgeschaltet. Alles andere bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>They are then available offline.</source>
        <translation>Danach sind sie offline verfügbar.</translation>
    </message>
    <message>
        <source>Third priority</source>
        <translation>Dritte Priorität</translation>
    </message>
    <message>
        <source>This account uses the access token in KANBERT_ACCESS_TOKEN. Set the variable, or sign in with your browser.</source>
        <translation>Dieses Konto verwendet das Zugriffstoken in KANBERT_ACCESS_TOKEN. Setzen Sie die Variable oder melden Sie sich mit dem Browser an.</translation>
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
        <source>This cannot be undone.</source>
        <translation>Das kann nicht rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>This card has no web address.</source>
        <translation>Diese Karte hat keine Webadresse.</translation>
    </message>
    <message>
        <source>This card is not on this computer.</source>
        <translation>Diese Karte ist nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>This card was open in another window. Its unfinished text is here now.</source>
        <translation>Diese Karte war in einem anderen Fenster offen. Ihr unfertiger Text ist jetzt hier.</translation>
    </message>
    <message>
        <source>This change was not saved. Start the program again and repeat it.</source>
        <translation>Diese Änderung wurde nicht gespeichert. Starten Sie das Programm neu und wiederholen Sie sie.</translation>
    </message>
    <message>
        <source>This choice is not available.</source>
        <translation>Diese Auswahl ist nicht verfügbar.</translation>
    </message>
    <message>
        <source>This data was written by a newer version.</source>
        <translation>Diese Daten stammen von einer neueren Version.</translation>
    </message>
    <message>
        <source>This description contains formatting that cannot be edited here.</source>
        <translation>Diese Beschreibung enthält Formatierungen, die hier nicht bearbeitet werden können.</translation>
    </message>
    <message>
        <source>This description is formatted. Change it on a card, and save that as a template again.</source>
        <translation>Diese Beschreibung ist formatiert. Ändern Sie sie auf einer Karte und speichern Sie diese wieder als Vorlage.</translation>
    </message>
    <message>
        <source>This desktop gives no key to programs. In its keyboard settings, bind one to “{command}”.</source>
        <translation>Dieser Desktop gibt Programmen keine Tasten. Belegen Sie in seinen Tastatureinstellungen eine mit „{command}“.</translation>
    </message>
    <message>
        <source>This desktop has no tray.</source>
        <translation>Dieser Desktop hat keinen Infobereich.</translation>
    </message>
    <message>
        <source>This due date is not possible.</source>
        <translation>Diese Fälligkeit ist nicht möglich.</translation>
    </message>
    <message>
        <source>This happens once after an update and takes a few seconds.</source>
        <translation>Das geschieht einmal nach einem Update und dauert einige Sekunden.</translation>
    </message>
    <message>
        <source>This is already decided.</source>
        <translation>Das ist bereits entschieden.</translation>
    </message>
    <message>
        <source>This is another account.</source>
        <translation>Das ist ein anderes Konto.</translation>
    </message>
    <message>
        <source>This is no complete file of saved views.</source>
        <translation>Das ist keine vollständige Datei mit Ansichten.</translation>
    </message>
    <message>
        <source>This is no complete file of templates.</source>
        <translation>Das ist keine vollständige Datei mit Vorlagen.</translation>
    </message>
    <message>
        <source>This is not a valid date.</source>
        <translation>Das ist kein gültiges Datum.</translation>
    </message>
    <message>
        <source>This is not understood as a recurrence.</source>
        <translation>Das wird nicht als Wiederholung verstanden.</translation>
    </message>
    <message>
        <source>This is the complete report. It is not sent to anyone; you can share it if you need help. Your boards and unsent changes were kept.</source>
        <translation>Das ist der vollständige Bericht. Er wird an niemanden gesendet; Sie können ihn weitergeben, wenn Sie Hilfe brauchen. Ihre Boards und nicht gesendeten Änderungen sind erhalten geblieben.</translation>
    </message>
    <message>
        <source>This is too large for Kanbert.</source>
        <translation>Das ist zu groß für Kanbert.</translation>
    </message>
    <message>
        <source>This is unusual, so the cards are still here. Keep them for now, or remove them from this computer.</source>
        <translation>Das ist ungewöhnlich, daher sind die Karten noch hier. Behalten Sie sie vorerst oder entfernen Sie sie von diesem Computer.</translation>
    </message>
    <message>
        <source>This Kanbert does not offer hours booked.</source>
        <translation>Dieses Kanbert bietet keine gebuchten Stunden an.</translation>
    </message>
    <message>
        <source>This Kanbert does not offer hours booked. They are switched off.</source>
        <translation>Dieses Kanbert bietet keine gebuchten Stunden an. Sie sind ausgeschaltet.</translation>
    </message>
    <message>
        <source>This link cannot be opened.</source>
        <translation>Dieser Link kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>This looks like a client ID.</source>
        <translation>Das sieht nach einer Client-ID aus.</translation>
    </message>
    <message>
        <source>This name is taken.</source>
        <translation>Dieser Name ist vergeben.</translation>
    </message>
    <message>
        <source>This network requires you to sign in.</source>
        <translation>Dieses Netzwerk erfordert eine Anmeldung.</translation>
    </message>
    <message>
        <source>This no longer exists in Kanbert.</source>
        <translation>Das ist in Kanbert nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>This text contains formatting that can only be edited in Kanbert.</source>
        <translation>Dieser Text enthält Formatierungen, die nur in Kanbert bearbeitet werden können.</translation>
    </message>
    <message>
        <source>This text is shown without formatting.</source>
        <translation>Dieser Text wird ohne Formatierung angezeigt.</translation>
    </message>
    <message>
        <source>This text is too long or too complex to edit here. You can edit it in Kanbert.</source>
        <translation>Dieser Text ist zu lang oder zu komplex, um ihn hier zu bearbeiten. Sie können ihn in Kanbert bearbeiten.</translation>
    </message>
    <message>
        <source>This title is taken.</source>
        <translation>Dieser Titel ist vergeben.</translation>
    </message>
    <message>
        <source>This title is too long to edit here.</source>
        <translation>Dieser Titel ist zu lang, um ihn hier zu bearbeiten.</translation>
    </message>
    <message>
        <source>This window has room for {room} %. A larger window shows more.</source>
        <translation>In diesem Fenster ist Platz für {room} %. Ein größeres zeigt mehr.</translation>
    </message>
    <message>
        <source>Those that repeat are paused.</source>
        <translation>Was sich wiederholt, ist angehalten.</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Donnerstag</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Verbleibende Zeit</translation>
    </message>
    <message>
        <source>Tips</source>
        <translation>Tipps</translation>
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
        <source>To change it, sign out and look under More on the sign-in page.</source>
        <translation>Zum Ändern melden Sie sich ab; auf der Anmeldeseite finden Sie es unter „Mehr“.</translation>
    </message>
    <message>
        <source>To connect your own Kanbert, quit the program and start it without sample data.</source>
        <translation>Um Ihr eigenes Kanbert zu verbinden, beenden Sie das Programm und starten es ohne Beispieldaten.</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>Zu entscheiden</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Zu erledigen</translation>
    </message>
    <message>
        <source>To plan</source>
        <translation>Zu planen</translation>
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
        <translation>Versuchen Sie es erneut oder verwerfen Sie die Änderung.</translation>
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
        <source>Try fewer words.</source>
        <translation>Versuchen Sie kürzere Suchwörter.</translation>
    </message>
    <message>
        <source>Try with sample data</source>
        <translation>Mit Beispieldaten ausprobieren</translation>
    </message>
    <message>
        <source>Try “every Monday” or “last day of the month”.</source>
        <translation>Versuchen Sie „jeden Montag“ oder „letzter Tag des Monats“.</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Dienstag</translation>
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
        <source>Unarchived.</source>
        <translation>Aus dem Archiv geholt.</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Nicht zugewiesen</translation>
    </message>
    <message>
        <source>Undated</source>
        <translation>Ohne Datum</translation>
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
        <source>Undone</source>
        <translation>Rückgängig gemacht</translation>
    </message>
    <message>
        <source>Undone before it was sent</source>
        <translation>Vor dem Senden rückgängig gemacht</translation>
    </message>
    <message>
        <source>Undone on “{board}”: {what}</source>
        <translation>Rückgängig gemacht auf „{board}“: {what}</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>Rückgängig gemacht: {what}</translation>
    </message>
    <message>
        <source>Undone: {what}.</source>
        <translation>Rückgängig gemacht: {what}.</translation>
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
        <source>unlocked</source>
        <translation>entsperrt</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ungelesen</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>Update this program to import “{path}”. Nothing was changed.</source>
        <translation>Aktualisieren Sie dieses Programm, um „{path}“ zu importieren. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Updating your data …</source>
        <translation>Ihre Daten werden aktualisiert …</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>Dringend</translation>
    </message>
    <message>
        <source>Use https; http is only allowed on this computer. “{server}” was rejected.</source>
        <translation>Verwenden Sie https; http ist nur auf diesem Computer erlaubt. „{server}“ wurde abgelehnt.</translation>
    </message>
    <message>
        <source>Use the board's ID instead of “{board}”.</source>
        <translation>Verwenden Sie statt „{board}“ die ID des Boards.</translation>
    </message>
    <message>
        <source>Use the e-mail address instead of “{person}”.</source>
        <translation>Verwenden Sie statt „{person}“ die E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>Used by hand</source>
        <translation>Von Hand verwendet</translation>
    </message>
    <message>
        <source>Used by hand only.</source>
        <translation>Wird nur von Hand verwendet.</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
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
        <source>Versions, counts and checks as text. Contains no card text, names or passwords.</source>
        <translation>Versionen, Anzahlen und Prüfungen als Text. Enthält keine Kartentexte, Namen oder Passwörter.</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>View menu</source>
        <translation>Menü der Ansicht</translation>
    </message>
    <message>
        <source>View not found.</source>
        <translation>Ansicht nicht gefunden.</translation>
    </message>
    <message>
        <source>View “{name}” saved.</source>
        <translation>Ansicht „{name}“ gespeichert.</translation>
    </message>
    <message>
        <source>View: sort, group, archived</source>
        <translation>Ansicht: sortieren, gruppieren, Archivierte</translation>
    </message>
    <message>
        <source>View: {choices}</source>
        <translation>Ansicht: {choices}</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
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
        <source>visible to clients</source>
        <translation>für Kunden sichtbar</translation>
    </message>
    <message>
        <source>Visible to clients too</source>
        <translation>Auch für Kunden sichtbar</translation>
    </message>
    <message>
        <source>Waiting for Kanbert</source>
        <translation>Wartet auf Kanbert</translation>
    </message>
    <message>
        <source>Waiting for network</source>
        <translation>Wartet auf Netzwerk</translation>
    </message>
    <message>
        <source>Waiting for the keyring</source>
        <translation>Wartet auf den Schlüsselbund</translation>
    </message>
    <message>
        <source>Waiting for the keyring: a window may be asking you to unlock it.</source>
        <translation>Wartet auf den Schlüsselbund: Möglicherweise werden Sie in einem Fenster gebeten, ihn zu entsperren.</translation>
    </message>
    <message>
        <source>Waiting for you to sign in again</source>
        <translation>Wartet auf Ihre erneute Anmeldung</translation>
    </message>
    <message>
        <source>Waiting for your browser</source>
        <translation>Wartet auf Ihren Browser</translation>
    </message>
    <message>
        <source>Waiting for your decision about the card</source>
        <translation>Wartet auf Ihre Entscheidung über die Karte</translation>
    </message>
    <message>
        <source>Waiting for your decision about the missing cards</source>
        <translation>Wartet auf Ihre Entscheidung über die fehlenden Karten</translation>
    </message>
    <message>
        <source>Waiting for your sign-in</source>
        <translation>Wartet auf Ihre Anmeldung</translation>
    </message>
    <message>
        <source>Waiting for “{title}”, which needs your decision</source>
        <translation>Wartet auf „{title}“, die Ihre Entscheidung braucht</translation>
    </message>
    <message>
        <source>Waiting until “{title}” is sent</source>
        <translation>Wartet, bis „{title}“ gesendet ist</translation>
    </message>
    <message>
        <source>WARNING</source>
        <translation>WARNUNG</translation>
    </message>
    <message>
        <source>was {value}</source>
        <translation>vorher {value}</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Mittwoch</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>Week of</source>
        <translation>Woche vom</translation>
    </message>
    <message>
        <source>Week {number}</source>
        <translation>KW {number}</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>What others change on cards that you are assigned to, made, watch, commented on or follow appears here.</source>
        <translation>Hier erscheint, was andere an Karten ändern, die Ihnen zugewiesen sind, die Sie angelegt oder kommentiert haben, beobachten oder verfolgen.</translation>
    </message>
    <message>
        <source>While writing</source>
        <translation>Beim Schreiben</translation>
    </message>
    <message>
        <source>Width of the card panel</source>
        <translation>Breite des Kartenbereichs</translation>
    </message>
    <message>
        <source>Will be restored as a new card, without its comments.</source>
        <translation>Wird als neue Karte wiederhergestellt, ohne ihre Kommentare.</translation>
    </message>
    <message>
        <source>Will be sent when the undo message closes</source>
        <translation>Wird gesendet, sobald die Rückgängig-Meldung geschlossen ist</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>With an application that you register in Kanbert, without a secret.</source>
        <translation>Mit einer App, die Sie in Kanbert registrieren, ohne Client-Secret.</translation>
    </message>
    <message numerus="yes">
        <source>with the comments of %n card(s)</source>
        <translation>
            <numerusform>mit den Kommentaren von %n Karte</numerusform>
            <numerusform>mit den Kommentaren von %n Karten</numerusform>
        </translation>
    </message>
    <message>
        <source>With your browser</source>
        <translation>Mit Ihrem Browser</translation>
    </message>
    <message>
        <source>Without a browser, with a token that you create in Kanbert.</source>
        <translation>Ohne Browser, mit einem Token, das Sie in Kanbert erstellen.</translation>
    </message>
    <message>
        <source>Without a query the view shows every card.</source>
        <translation>Ohne Abfrage zeigt die Ansicht alle Karten.</translation>
    </message>
    <message>
        <source>Works offline, too</source>
        <translation>Geht auch offline</translation>
    </message>
    <message>
        <source>writable, and readable only by you</source>
        <translation>beschreibbar und nur für Sie lesbar</translation>
    </message>
    <message>
        <source>Write a comment</source>
        <translation>Kommentar schreiben</translation>
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
        <source>You are logged in to this computer twice. Quit the program there, then start it here.</source>
        <translation>Sie sind an diesem Computer zweimal angemeldet. Beenden Sie das Programm dort und starten Sie es dann hier.</translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation>Sie sind nicht angemeldet.</translation>
    </message>
    <message>
        <source>You are not signed in. Sign in to add a card.</source>
        <translation>Sie sind nicht angemeldet. Melden Sie sich an, um eine Karte hinzuzufügen.</translation>
    </message>
    <message>
        <source>You are signed out, and the access token was removed from this computer.</source>
        <translation>Sie sind abgemeldet, und das Zugriffstoken wurde von diesem Computer entfernt.</translation>
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
        <source>You are still signed in. Not sent: {pending}, to decide: {parked}, drafts: {drafts}. Keep them for next time, or export them.</source>
        <translation>Sie sind weiterhin angemeldet. Nicht gesendet: {pending}, zu entscheiden: {parked}, Entwürfe: {drafts}. Behalten Sie alles für das nächste Mal oder exportieren Sie es.</translation>
    </message>
    <message>
        <source>You can continue working</source>
        <translation>Sie können weiterarbeiten</translation>
    </message>
    <message>
        <source>You can decide at any time. Nothing is lost, and other changes are sent in the meantime.</source>
        <translation>Sie können jederzeit entscheiden. Nichts geht verloren, und andere Änderungen werden inzwischen gesendet.</translation>
    </message>
    <message>
        <source>You can edit it in Kanbert.</source>
        <translation>Sie können ihn in Kanbert bearbeiten.</translation>
    </message>
    <message>
        <source>You can stay signed in until you quit; nothing is written to disk.</source>
        <translation>Sie bleiben bis zum Beenden angemeldet; nichts wird auf den Datenträger geschrieben.</translation>
    </message>
    <message>
        <source>You cannot read comments here, but you can add them.</source>
        <translation>Sie können Kommentare hier nicht lesen, aber hinzufügen.</translation>
    </message>
    <message>
        <source>You deleted it, but it was changed in Kanbert</source>
        <translation>Von Ihnen gelöscht, aber in Kanbert geändert</translation>
    </message>
    <message>
        <source>You did not allow access.</source>
        <translation>Sie haben den Zugriff nicht erlaubt.</translation>
    </message>
    <message>
        <source>You do not have permission to change this. {message}</source>
        <translation>Sie haben keine Berechtigung, das zu ändern. {message}</translation>
    </message>
    <message>
        <source>You have read-only access</source>
        <translation>Sie haben nur Lesezugriff</translation>
    </message>
    <message>
        <source>You have read-only access.</source>
        <translation>Sie haben nur Lesezugriff.</translation>
    </message>
    <message>
        <source>You no longer have access to the board “{board}”, but your version is kept here. Copy your text, or export the whole board with “kanbert-desktop export {code} --format json”.</source>
        <translation>Sie haben keinen Zugriff mehr auf das Board „{board}“, aber Ihre Fassung bleibt hier. Kopieren Sie Ihren Text, oder exportieren Sie das ganze Board mit „kanbert-desktop export {code} --format json“.</translation>
    </message>
    <message>
        <source>You stay signed in until you quit; nothing is written to disk.</source>
        <translation>Sie bleiben bis zum Beenden angemeldet; nichts wird auf den Datenträger geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>You were mentioned %n time(s)</source>
        <translation>
            <numerusform>Sie wurden %n-mal erwähnt</numerusform>
            <numerusform>Sie wurden %n-mal erwähnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your %n change(s)</source>
        <translation>
            <numerusform>Ihre %n Änderung</numerusform>
            <numerusform>Ihre %n Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Your access does not include making changes.</source>
        <translation>Ihr Zugriff erlaubt keine Änderungen.</translation>
    </message>
    <message>
        <source>Your access has changed.</source>
        <translation>Ihr Zugriff hat sich geändert.</translation>
    </message>
    <message numerus="yes">
        <source>Your boards and %n change(s) stay here.</source>
        <translation>
            <numerusform>Ihre Boards und %n Änderung bleiben hier.</numerusform>
            <numerusform>Ihre Boards und %n Änderungen bleiben hier.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your boards and changes are kept in “{path}”; this older version does not touch them. Install the latest version to see them.</source>
        <translation>Ihre Boards und Änderungen bleiben in „{path}“ erhalten; diese ältere Version rührt sie nicht an. Installieren Sie die neueste Version, um sie zu sehen.</translation>
    </message>
    <message>
        <source>Your boards and changes stay here.</source>
        <translation>Ihre Boards und Änderungen bleiben hier.</translation>
    </message>
    <message>
        <source>Your boards are downloaded to this computer and stay available offline.</source>
        <translation>Ihre Boards werden auf diesen Computer heruntergeladen und bleiben offline verfügbar.</translation>
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
        <source>Your changes are kept here. When you have write access again, try all of them again.</source>
        <translation>Ihre Änderungen bleiben hier. Sobald Sie wieder Schreibzugriff haben, versuchen Sie alle erneut.</translation>
    </message>
    <message>
        <source>Your changes are kept in memory. Free some disk space before you quit; saving is retried automatically.</source>
        <translation>Ihre Änderungen sind im Arbeitsspeicher. Geben Sie Speicherplatz frei, bevor Sie beenden; das Speichern wird automatisch wiederholt.</translation>
    </message>
    <message>
        <source>Your changes are kept. Details are in the log.</source>
        <translation>Ihre Änderungen bleiben erhalten. Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
        <source>Your changes are kept. If it happens again, see the log ({key}).</source>
        <translation>Ihre Änderungen bleiben erhalten. Tritt der Fehler erneut auf, finden Sie mehr im Protokoll ({key}).</translation>
    </message>
    <message>
        <source>Your changes are not saved.</source>
        <translation>Ihre Änderungen sind nicht gespeichert.</translation>
    </message>
    <message>
        <source>Your changes are saved here and are sent as soon as you are online again.</source>
        <translation>Ihre Änderungen sind hier gespeichert und werden gesendet, sobald Sie wieder online sind.</translation>
    </message>
    <message>
        <source>Your Kanbert boards in a desktop program, online and offline. MIT licence.</source>
        <translation>Ihre Kanbert-Boards in einem Desktop-Programm, online und offline. MIT-Lizenz.</translation>
    </message>
    <message>
        <source>Your last changes could not be saved: they are in memory only and will be lost if you quit now. Free some disk space, then save and quit.</source>
        <translation>Ihre letzten Änderungen konnten nicht gespeichert werden: Sie sind nur im Arbeitsspeicher und gehen verloren, wenn Sie jetzt beenden. Geben Sie Speicherplatz frei, dann speichern und beenden Sie.</translation>
    </message>
    <message>
        <source>Your text is kept, but it is too long to edit.</source>
        <translation>Ihr Text bleibt erhalten, ist aber zu lang zum Bearbeiten.</translation>
    </message>
    <message>
        <source>Your version is kept as a copy here. Restore it as a new card, or discard it.</source>
        <translation>Ihre Fassung ist hier als Kopie erhalten. Stellen Sie sie als neue Karte wieder her oder verwerfen Sie sie.</translation>
    </message>
    <message>
        <source>Your version is kept here. Change it and try again, or discard it.</source>
        <translation>Ihre Fassung bleibt hier. Ändern Sie sie und versuchen Sie es erneut, oder verwerfen Sie sie.</translation>
    </message>
    <message>
        <source>{all}, {boards} of it this account's boards</source>
        <translation>{all}, davon {boards} für die Boards dieses Kontos</translation>
    </message>
    <message>
        <source>{card}, {number} of {all}</source>
        <translation>{card}, {number} von {all}</translation>
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
        <source>{day} {month}</source>
        <translation>{day}. {month}</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day}, {time}</translation>
    </message>
    <message>
        <source>{day}: {counts}</source>
        <translation>{day}: {counts}</translation>
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
        <source>{fields}: changed here and in Kanbert</source>
        <translation>{fields}: hier und in Kanbert geändert</translation>
    </message>
    <message>
        <source>{field}: {old} → {new}</source>
        <translation>{field}: {old} → {new}</translation>
    </message>
    <message>
        <source>{hours} hours</source>
        <translation>{hours} Stunden</translation>
    </message>
    <message>
        <source>{keys} finds boards, cards, people and commands.</source>
        <translation>{keys} findet Boards, Karten, Personen und Befehle.</translation>
    </message>
    <message>
        <source>{keys} finds everything</source>
        <translation>{keys} findet alles</translation>
    </message>
    <message>
        <source>{key} sends this comment to clients too</source>
        <translation>{key} sendet diesen Kommentar auch an Kunden</translation>
    </message>
    <message>
        <source>{limit}, exceeded</source>
        <translation>{limit}, überschritten</translation>
    </message>
    <message>
        <source>{message}</source>
        <translation>{message}</translation>
    </message>
    <message>
        <source>{names} and {last}</source>
        <translation>{names} und {last}</translation>
    </message>
    <message>
        <source>{name} ({place}): boards, saved views, templates, drafts, backups, the sign-in and the name of the account are removed from this computer. Nothing changes in Kanbert.</source>
        <translation>{name} ({place}): Boards, gespeicherte Ansichten, Vorlagen, Entwürfe, Sicherungen, die Anmeldung und der Name des Kontos werden von diesem Computer entfernt. In Kanbert ändert sich nichts.</translation>
    </message>
    <message>
        <source>{name} commented</source>
        <translation>{name} hat kommentiert</translation>
    </message>
    <message>
        <source>{name} commented: {text}</source>
        <translation>{name} hat kommentiert: {text}</translation>
    </message>
    <message>
        <source>{name} mentioned you</source>
        <translation>{name} hat Sie erwähnt</translation>
    </message>
    <message>
        <source>{name} mentioned you: {text}</source>
        <translation>{name} hat Sie erwähnt: {text}</translation>
    </message>
    <message>
        <source>{name} · {place}</source>
        <translation>{name} · {place}</translation>
    </message>
    <message>
        <source>{name} · {place} (sign in again)</source>
        <translation>{name} · {place} (erneut anmelden)</translation>
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
        <source>{problem}; next attempt at {time}</source>
        <translation>{problem}; nächster Versuch um {time}</translation>
    </message>
    <message>
        <source>{reason}. The command itself was carried out; check with “kanbert-desktop status”.</source>
        <translation>{reason}. Der Befehl selbst wurde ausgeführt; prüfen Sie es mit „kanbert-desktop status“.</translation>
    </message>
    <message>
        <source>{reason}. You changed it at {time}.</source>
        <translation>{reason}. Ihre Änderung: {time}.</translation>
    </message>
    <message>
        <source>{server} responds</source>
        <translation>{server} antwortet</translation>
    </message>
    <message>
        <source>{shown} of {all}</source>
        <translation>{shown} von {all}</translation>
    </message>
    <message>
        <source>{shown} of {all} cards. Clear filter</source>
        <translation>{shown} von {all} Karten. Filter aufheben</translation>
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
    <message>
        <source>{title} (copy)</source>
        <translation>{title} (Kopie)</translation>
    </message>
    <message numerus="yes">
        <source>{title}, %n card(s)</source>
        <translation>
            <numerusform>{title}, %n Karte</numerusform>
            <numerusform>{title}, %n Karten</numerusform>
        </translation>
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
        <source>{title}: archived</source>
        <translation>{title}: archiviert</translation>
    </message>
    <message>
        <source>{title}: moved to {column}</source>
        <translation>{title}: nach „{column}“ verschoben</translation>
    </message>
    <message>
        <source>{title}: moved to {column}, {lane}</source>
        <translation>{title}: nach „{column}“, {lane} verschoben</translation>
    </message>
    <message>
        <source>{title}: unarchived</source>
        <translation>{title}: aus dem Archiv geholt</translation>
    </message>
    <message>
        <source>{title}: {day}</source>
        <translation>{title}: {day}</translation>
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
        <source>{what}: take it literally ({key})</source>
        <translation>{what}: wörtlich nehmen ({key})</translation>
    </message>
    <message>
        <source>{which} of {all}</source>
        <translation>{which} von {all}</translation>
    </message>
    <message>
        <source>“kanbert-desktop integrate” in a terminal sets it up.</source>
        <translation>„kanbert-desktop integrate“ in einem Terminal richtet es ein.</translation>
    </message>
    <message>
        <source>“{board}” is not one of your running projects.</source>
        <translation>„{board}“ gehört nicht zu Ihren laufenden Projekten.</translation>
    </message>
    <message>
        <source>“{card}” is not on this computer. Sync and try again.</source>
        <translation>„{card}“ ist nicht auf diesem Computer. Synchronisieren Sie und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>“{card}” is not on “{board}”. Add the sub-task to the board of that card.</source>
        <translation>„{card}“ ist nicht auf „{board}“. Fügen Sie die Unteraufgabe zum Board dieser Karte hinzu.</translation>
    </message>
    <message>
        <source>“{choice}” is not possible here. Available: {choices}.</source>
        <translation>„{choice}“ ist hier nicht möglich. Verfügbar: {choices}.</translation>
    </message>
    <message>
        <source>“{client}” is not the name of one of your clients.</source>
        <translation>„{client}“ ist nicht der Name eines Ihrer Kunden.</translation>
    </message>
    <message>
        <source>“{column}” is not a column. Use Backlog, New, WIP, Completed, Approved or Closed.</source>
        <translation>„{column}“ ist keine Spalte. Verwenden Sie Backlog, New, WIP, Completed, Approved oder Closed.</translation>
    </message>
    <message>
        <source>“{due}” is neither a number of days, as +3, nor a weekday: mon, tue, wed, thu, fri, sat, sun.</source>
        <translation>„{due}“ ist weder eine Anzahl von Tagen wie +3 noch ein Wochentag: mon, tue, wed, thu, fri, sat, sun.</translation>
    </message>
    <message>
        <source>“{folder}” does not exist. Create it first, or choose another location.</source>
        <translation>„{folder}“ ist nicht vorhanden. Erstellen Sie den Ordner oder wählen Sie einen anderen Speicherort.</translation>
    </message>
    <message>
        <source>“{key}:{value}” matches no name.</source>
        <translation>„{key}:{value}“ passt zu keinem Namen.</translation>
    </message>
    <message>
        <source>“{key}:” does not accept “{value}”; it was searched for as text.</source>
        <translation>„{key}:“ kennt den Wert „{value}“ nicht; es wurde als Text gesucht.</translation>
    </message>
    <message>
        <source>“{key}:” is not a search keyword; it was searched for as text.</source>
        <translation>„{key}:“ ist kein Schlüsselwort der Suche; es wurde als Text gesucht.</translation>
    </message>
    <message>
        <source>“{name}” already exists.</source>
        <translation>„{name}“ gibt es bereits.</translation>
    </message>
    <message>
        <source>“{path}” belongs to another user and is accessible to others. Choose your own folder with “--profile”.</source>
        <translation>„{path}“ gehört einem anderen Benutzer und ist für andere zugänglich. Wählen Sie mit „--profile“ einen eigenen Ordner.</translation>
    </message>
    <message>
        <source>“{path}” cannot be opened. Check the disk and the permissions.</source>
        <translation>„{path}“ kann nicht geöffnet werden. Prüfen Sie Datenträger und Zugriffsrechte.</translation>
    </message>
    <message>
        <source>“{path}” cannot be read and is ignored.</source>
        <translation>„{path}“ kann nicht gelesen werden und wird ignoriert.</translation>
    </message>
    <message>
        <source>“{path}” is a folder or a device. Choose a file name.</source>
        <translation>„{path}“ ist ein Ordner oder ein Gerät. Geben Sie einen Dateinamen an.</translation>
    </message>
    <message>
        <source>“{path}” is ignored. Ask your administrator to correct it.</source>
        <translation>„{path}“ wird ignoriert. Bitten Sie Ihren Administrator, die Datei zu korrigieren.</translation>
    </message>
    <message>
        <source>“{path}” is not writable. Check its permissions and repeat the command.</source>
        <translation>„{path}“ ist nicht beschreibbar. Prüfen Sie die Zugriffsrechte und wiederholen Sie den Befehl.</translation>
    </message>
    <message>
        <source>“{path}” is not writable. Check its permissions; new changes are kept in memory only.</source>
        <translation>„{path}“ ist nicht beschreibbar. Prüfen Sie die Zugriffsrechte; neue Änderungen bleiben nur im Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>“{path}” is not writable. The open window keeps this change in memory and saves it as soon as possible. Do not repeat the command.</source>
        <translation>„{path}“ ist nicht beschreibbar. Das offene Fenster behält diese Änderung im Arbeitsspeicher und speichert sie, sobald es möglich ist. Wiederholen Sie den Befehl nicht.</translation>
    </message>
    <message>
        <source>“{path}” is wrong or damaged at “{place}”. Nothing was changed.</source>
        <translation>„{path}“ ist an der Stelle „{place}“ falsch oder beschädigt. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>“{path}” still contains boards of this account. Delete that folder yourself, or free some disk space and try again.</source>
        <translation>„{path}“ enthält noch Boards dieses Kontos. Löschen Sie diesen Ordner selbst, oder geben Sie Speicherplatz frei und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>“{path}”: {reason}. Choose another location, or free some disk space; nothing was changed.</source>
        <translation>„{path}“: {reason}. Wählen Sie einen anderen Speicherort oder geben Sie Speicherplatz frei; es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>“{path}”: {reason}. Nothing was changed.</source>
        <translation>„{path}“: {reason}. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>“{place}” is accessible to other users (mode {mode})</source>
        <translation>„{place}“ ist für andere Benutzer zugänglich (Modus {mode})</translation>
    </message>
    <message>
        <source>“{place}” is missing and cannot be created</source>
        <translation>„{place}“ fehlt und kann nicht erstellt werden</translation>
    </message>
    <message>
        <source>“{place}” is not a folder</source>
        <translation>„{place}“ ist kein Ordner</translation>
    </message>
    <message>
        <source>“{place}” is not writable</source>
        <translation>„{place}“ ist nicht beschreibbar</translation>
    </message>
    <message>
        <source>“{server}” cannot be used. Enter an address like https://api.kanbert.com.</source>
        <translation>„{server}“ kann nicht verwendet werden. Geben Sie eine Adresse wie https://api.kanbert.com ein.</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>„{text}“</translation>
    </message>
    <message>
        <source>“{text}”: enter for example “every Monday”, “every weekday”, “every 2 weeks on Friday” or “last day of the month”.</source>
        <translation>„{text}“: Geben Sie zum Beispiel „jeden Montag“, „jeden Werktag“, „alle 2 Wochen am Freitag“ oder „letzter Tag des Monats“ ein.</translation>
    </message>
    <message>
        <source>“{title}” was added to favourites.</source>
        <translation>„{title}“ wurde zu Favoriten hinzugefügt.</translation>
    </message>
    <message>
        <source>“{title}” was closed or deleted in Kanbert. What you have written is kept.</source>
        <translation>„{title}“ wurde in Kanbert geschlossen oder gelöscht. Was Sie geschrieben haben, bleibt erhalten.</translation>
    </message>
    <message>
        <source>“{title}” was removed from favourites.</source>
        <translation>„{title}“ wurde aus Favoriten entfernt.</translation>
    </message>
    <message>
        <source>“{title}” was saved as a template on this computer.</source>
        <translation>„{title}“ wurde als Vorlage auf diesem Computer gespeichert.</translation>
    </message>
    <message>
        <source>“{word}” stays in the title.</source>
        <translation>„{word}“ bleibt im Titel.</translation>
    </message>
    <message>
        <source>≥: the cards came before the first day of the figures.</source>
        <translation>≥: Die Karten kamen vor dem ersten Tag der Zahlen.</translation>
    </message>
</context>
</TS>
