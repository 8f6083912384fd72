<?php
// Makes the database of server.php: one user with an empty address book and an empty calendar.
$database = new PDO('sqlite:' . getenv('SYNCTRACE_SABRE_DB'));
$database->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
foreach (['calendars', 'addressbooks', 'principals'] as $table) {
    $file = "/usr/share/doc/php-sabre-dav/examples/sql/sqlite.$table.sql";
    $database->exec(is_file($file) ? file_get_contents($file) : gzdecode(file_get_contents("$file.gz")));
}
$database->exec('DELETE FROM principals');
$database->exec("INSERT INTO principals (uri, email, displayname) VALUES ('principals/user', 'user@example.test', 'User')");
$database->exec("INSERT INTO addressbooks (principaluri, displayname, uri, description, ctag) VALUES ('principals/user', 'Contacts', 'contacts', '', 1)");
$database->exec("INSERT INTO calendars (principaluri, displayname, uri, ctag, components, transparent)
    VALUES ('principals/user', 'Calendar', 'calendar', 1, 'VEVENT,VTODO', 0)");
