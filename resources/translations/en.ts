<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Kanbert</name>
    <message numerus="yes">
        <source>%n backup(s) made before updates</source>
        <translation>
            <numerusform>%n backup made before an update</numerusform>
            <numerusform>%n backups made before updates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n board(s)</source>
        <translation>
            <numerusform>%n board</numerusform>
            <numerusform>%n boards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s)</source>
        <translation>
            <numerusform>%n card</numerusform>
            <numerusform>%n cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) archived.</source>
        <translation>
            <numerusform>%n card archived.</numerusform>
            <numerusform>%n cards archived.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) are due today</source>
        <translation>
            <numerusform>%n card is due today</numerusform>
            <numerusform>%n cards are due today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) assigned to you.</source>
        <translation>
            <numerusform>%n card assigned to you.</numerusform>
            <numerusform>%n cards assigned to you.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) compared so far</source>
        <translation>
            <numerusform>%n card compared so far</numerusform>
            <numerusform>%n cards compared so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) copied to {board}.</source>
        <translation>
            <numerusform>%n card copied to {board}.</numerusform>
            <numerusform>%n cards copied to {board}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) could not be changed: {why}</source>
        <translation>
            <numerusform>%n card could not be changed: {why}</numerusform>
            <numerusform>%n cards could not be changed: {why}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) created.</source>
        <translation>
            <numerusform>%n card created.</numerusform>
            <numerusform>%n cards created.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) deleted.</source>
        <translation>
            <numerusform>%n card deleted.</numerusform>
            <numerusform>%n cards deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) duplicated.</source>
        <translation>
            <numerusform>%n card duplicated.</numerusform>
            <numerusform>%n cards duplicated.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) found.</source>
        <translation>
            <numerusform>%n card found.</numerusform>
            <numerusform>%n cards found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) moved to {column}, {lane}.</source>
        <translation>
            <numerusform>%n card moved to {column}, {lane}.</numerusform>
            <numerusform>%n cards moved to {column}, {lane}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) moved to {column}.</source>
        <translation>
            <numerusform>%n card moved to {column}.</numerusform>
            <numerusform>%n cards moved to {column}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) no longer followed.</source>
        <translation>
            <numerusform>%n card is no longer followed.</numerusform>
            <numerusform>%n cards are no longer followed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) on this computer searched</source>
        <translation>
            <numerusform>%n card on this computer searched</numerusform>
            <numerusform>%n cards on this computer searched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) selected</source>
        <translation>
            <numerusform>%n card selected</numerusform>
            <numerusform>%n cards selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) so far</source>
        <translation>
            <numerusform>%n card so far</numerusform>
            <numerusform>%n cards so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) unarchived.</source>
        <translation>
            <numerusform>%n card unarchived.</numerusform>
            <numerusform>%n cards unarchived.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) were assigned to you</source>
        <translation>
            <numerusform>%n card was assigned to you</numerusform>
            <numerusform>%n cards were assigned to you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) with changes that are not sent yet</source>
        <translation>
            <numerusform>%n card with changes that are not sent yet</numerusform>
            <numerusform>%n cards with changes that are not sent yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s): {day}</source>
        <translation>
            <numerusform>%n card: {day}</numerusform>
            <numerusform>%n cards: {day}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) from a newer version cannot be read</source>
        <translation>
            <numerusform>%n change from a newer version cannot be read</numerusform>
            <numerusform>%n changes from a newer version cannot be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) is/are not sent yet.</source>
        <translation>
            <numerusform>%n change is not sent yet.</numerusform>
            <numerusform>%n changes are not sent yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) need(s) your decision</source>
        <translation>
            <numerusform>%n change needs your decision</numerusform>
            <numerusform>%n changes need your decision</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) on {board}</source>
        <translation>
            <numerusform>%n change on {board}</numerusform>
            <numerusform>%n changes on {board}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) saved here</source>
        <translation>
            <numerusform>%n change saved here</numerusform>
            <numerusform>%n changes saved here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to send</source>
        <translation>
            <numerusform>%n change to send</numerusform>
            <numerusform>%n changes to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) was/were made with a newer version of this program and cannot be read by this one. They are kept here; install the latest version to see and send them.</source>
        <translation>
            <numerusform>%n change was made with a newer version of this program and cannot be read by this one. It is kept here; install the latest version to see and send it.</numerusform>
            <numerusform>%n changes were made with a newer version of this program and cannot be read by this one. They are kept here; install the latest version to see and send them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s)</source>
        <translation>
            <numerusform>%n comment</numerusform>
            <numerusform>%n comments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n crash report(s) in {folder}</source>
        <translation>
            <numerusform>%n crash report in {folder}</numerusform>
            <numerusform>%n crash reports in {folder}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged file(s) kept: {names}</source>
        <translation>
            <numerusform>%n damaged file kept: {names}</numerusform>
            <numerusform>%n damaged files kept: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) snoozed, the next one until {day}</source>
        <translation>
            <numerusform>%n entry snoozed, until {day}</numerusform>
            <numerusform>%n entries snoozed, the next one until {day}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n is/are draft(s).</source>
        <translation>
            <numerusform>%n is a draft.</numerusform>
            <numerusform>%n are drafts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left to sign in</source>
        <translation>
            <numerusform>%n minute left to sign in</numerusform>
            <numerusform>%n minutes left to sign in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more board(s) with fewer hours.</source>
        <translation>
            <numerusform>%n more board with fewer hours.</numerusform>
            <numerusform>%n more boards with fewer hours.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more person(s) with fewer cards.</source>
        <translation>
            <numerusform>%n more person with fewer cards.</numerusform>
            <numerusform>%n more people with fewer cards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more person(s) with fewer hours.</source>
        <translation>
            <numerusform>%n more person with fewer hours.</numerusform>
            <numerusform>%n more people with fewer hours.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) your decision</source>
        <translation>
            <numerusform>%n needs your decision</numerusform>
            <numerusform>%n need your decision</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) your decision first.</source>
        <translation>
            <numerusform>%n needs your decision first.</numerusform>
            <numerusform>%n need your decision first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new card(s)</source>
        <translation>
            <numerusform>%n new card</numerusform>
            <numerusform>%n new cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new comment(s)</source>
        <translation>
            <numerusform>%n new comment</numerusform>
            <numerusform>%n new comments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them replaced one of the same name.</source>
        <translation>
            <numerusform>%n of them replaced one of the same name.</numerusform>
            <numerusform>%n of them replaced those of the same names.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open card(s) on all boards</source>
        <translation>
            <numerusform>%n open card on all boards</numerusform>
            <numerusform>%n open cards on all boards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recurring card(s) added.</source>
        <translation>
            <numerusform>%n recurring card added.</numerusform>
            <numerusform>%n recurring cards added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) ahead of the server</source>
        <translation>
            <numerusform>%n second ahead of the server</numerusform>
            <numerusform>%n seconds ahead of the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) behind the server</source>
        <translation>
            <numerusform>%n second behind the server</numerusform>
            <numerusform>%n seconds behind the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shortcut(s)</source>
        <translation>
            <numerusform>%n shortcut</numerusform>
            <numerusform>%n shortcuts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sub-task(s)</source>
        <translation>
            <numerusform>%n sub-task</numerusform>
            <numerusform>%n sub-tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) exported to “{file}”.</source>
        <translation>
            <numerusform>%n template exported to “{file}”.</numerusform>
            <numerusform>%n templates exported to “{file}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) imported.</source>
        <translation>
            <numerusform>%n template imported.</numerusform>
            <numerusform>%n templates imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n view(s) exported to “{file}”.</source>
        <translation>
            <numerusform>%n view exported to “{file}”.</numerusform>
            <numerusform>%n views exported to “{file}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n view(s) imported.</source>
        <translation>
            <numerusform>%n view imported.</numerusform>
            <numerusform>%n views imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n was/were made by a newer version.</source>
        <translation>
            <numerusform>%n was made by a newer version.</numerusform>
            <numerusform>%n were made by a newer version.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>+%n more</numerusform>
            <numerusform>+%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more change(s)</source>
        <translation>
            <numerusform>and %n more change</numerusform>
            <numerusform>and %n more changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Archive %n card(s)</source>
        <translation>
            <numerusform>Archive %n card</numerusform>
            <numerusform>Archive %n cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Assignee of %n card(s) changed.</source>
        <translation>
            <numerusform>Assignee of %n card changed.</numerusform>
            <numerusform>Assignee of %n cards changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Attention, %n need(s) your decision</source>
        <translation>
            <numerusform>Attention, %n needs your decision</numerusform>
            <numerusform>Attention, %n need your decision</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Board {title}, %n open card(s)</source>
        <translation>
            <numerusform>Board {title}, %n open card</numerusform>
            <numerusform>Board {title}, %n open cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Comparing everything, %n card(s) so far</source>
        <translation>
            <numerusform>Comparing everything, %n card so far</numerusform>
            <numerusform>Comparing everything, %n cards so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n card(s) to board …</source>
        <translation>
            <numerusform>Copy %n card to board …</numerusform>
            <numerusform>Copy %n cards to board …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n card(s) to {board}</source>
        <translation>
            <numerusform>Copy %n card to {board}</numerusform>
            <numerusform>Copy %n cards to {board}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n card(s)</source>
        <translation>
            <numerusform>Delete %n card</numerusform>
            <numerusform>Delete %n cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %n change(s)</source>
        <translation>
            <numerusform>Discard %n change</numerusform>
            <numerusform>Discard %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>due %n day(s) later</source>
        <translation>
            <numerusform>due %n day later</numerusform>
            <numerusform>due %n days later</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Due date of %n card(s) changed.</source>
        <translation>
            <numerusform>Due date of %n card changed.</numerusform>
            <numerusform>Due date of %n cards changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Edit %n card(s)</source>
        <translation>
            <numerusform>Edit %n card</numerusform>
            <numerusform>Edit %n cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported to “{file}”: %n card(s).</source>
        <translation>
            <numerusform>Exported to “{file}”: %n card.</numerusform>
            <numerusform>Exported to “{file}”: %n cards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Inbox, %n unread</source>
        <translation>
            <numerusform>Inbox, %n unread</numerusform>
            <numerusform>Inbox, %n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kanbert asks you to sign in again. Your boards and %n change(s) stay here.</source>
        <translation>
            <numerusform>Kanbert asks you to sign in again. Your boards and %n change stay here.</numerusform>
            <numerusform>Kanbert asks you to sign in again. Your boards and %n changes stay here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kanbert does not allow %n change(s) on this board</source>
        <translation>
            <numerusform>Kanbert does not allow %n change on this board</numerusform>
            <numerusform>Kanbert does not allow %n changes on this board</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep %n missing card(s)</source>
        <translation>
            <numerusform>Keep %n missing card</numerusform>
            <numerusform>Keep %n missing cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n card(s)</source>
        <translation>
            <numerusform>Move %n card</numerusform>
            <numerusform>Move %n cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>My work, %n open card(s)</source>
        <translation>
            <numerusform>My work, %n open card</numerusform>
            <numerusform>My work, %n open cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>only %n of them are shown; a narrower query shows all</source>
        <translation>
            <numerusform>only %n of them is shown; a narrower query shows all</numerusform>
            <numerusform>only %n of them are shown; a narrower query shows all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Position of %n card(s) in My order</source>
        <translation>
            <numerusform>Position of %n card in My order</numerusform>
            <numerusform>Position of %n cards in My order</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Priority of %n card(s) changed.</source>
        <translation>
            <numerusform>Priority of %n card changed.</numerusform>
            <numerusform>Priority of %n cards changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n missing card(s)</source>
        <translation>
            <numerusform>Remove %n missing card</numerusform>
            <numerusform>Remove %n missing cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved as “{file}”, %n page(s).</source>
        <translation>
            <numerusform>Saved as “{file}”, %n page.</numerusform>
            <numerusform>Saved as “{file}”, %n pages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %n change(s)</source>
        <translation>
            <numerusform>Sending %n change</numerusform>
            <numerusform>Sending %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sent to the printer, %n page(s).</source>
        <translation>
            <numerusform>Sent to the printer, %n page.</numerusform>
            <numerusform>Sent to the printer, %n pages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more card(s)</source>
        <translation>
            <numerusform>Show %n more card</numerusform>
            <numerusform>Show %n more cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more notice(s)</source>
        <translation>
            <numerusform>Show %n more notice</numerusform>
            <numerusform>Show %n more notices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n card(s).</source>
        <translation>
            <numerusform>The first %n card.</numerusform>
            <numerusform>The first %n cards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The inbox will tell what others change on %n card(s).</source>
        <translation>
            <numerusform>The inbox will tell what others change on %n card.</numerusform>
            <numerusform>The inbox will tell what others change on %n cards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>to send %n change(s)</source>
        <translation>
            <numerusform>to send %n change</numerusform>
            <numerusform>to send %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try %n change(s) again</source>
        <translation>
            <numerusform>Try %n change again</numerusform>
            <numerusform>Try %n changes again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unarchive %n card(s)</source>
        <translation>
            <numerusform>Unarchive %n card</numerusform>
            <numerusform>Unarchive %n cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>with the comments of %n card(s)</source>
        <translation>
            <numerusform>with the comments of %n card</numerusform>
            <numerusform>with the comments of %n cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You were mentioned %n time(s)</source>
        <translation>
            <numerusform>You were mentioned %n time</numerusform>
            <numerusform>You were mentioned %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your %n change(s)</source>
        <translation>
            <numerusform>Your %n change</numerusform>
            <numerusform>Your %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your boards and %n change(s) stay here.</source>
        <translation>
            <numerusform>Your boards and %n change stay here.</numerusform>
            <numerusform>Your boards and %n changes stay here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{title}, %n card(s)</source>
        <translation>
            <numerusform>{title}, %n card</numerusform>
            <numerusform>{title}, %n cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{title}, %n card(s), fold</source>
        <translation>
            <numerusform>{title}, %n card, fold</numerusform>
            <numerusform>{title}, %n cards, fold</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{title}, %n card(s), folded</source>
        <translation>
            <numerusform>{title}, %n card, folded</numerusform>
            <numerusform>{title}, %n cards, folded</numerusform>
        </translation>
    </message>
</context>
</TS>
