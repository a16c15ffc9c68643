<?php
/**
 * For PHP's own web server: files as they are, folders by their index.php, everything else through WordPress.
 */

$path = parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
$file = __DIR__ . $path;
if ( '/' !== $path && is_file( $file ) ) {
	return false;
}
$index = rtrim( $path, '/' ) . '/index.php';
if ( '/' === $path || ! is_file( __DIR__ . $index ) ) {
	$index = '/index.php';
}
$_SERVER['SCRIPT_NAME'] = $index;
$_SERVER['PHP_SELF']    = $index;
chdir( dirname( __DIR__ . $index ) );
require __DIR__ . $index;
