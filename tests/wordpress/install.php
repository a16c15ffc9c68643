<?php
/**
 * Installs WordPress in this folder, with one user of each role; says its version.
 */

define( 'WP_INSTALLING', true );
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install( 'The Harbour Gazette', 'admin', 'admin@example.org', true, '', 'test-password' );
switch_theme( 'blank' );
update_option( 'permalink_structure', '/%postname%/' );
foreach ( array( 'editor', 'author', 'contributor', 'subscriber' ) as $role ) {
	wp_insert_user(
		array(
			'user_login' => $role,
			'user_pass'  => 'test-password',
			'role'       => $role,
			'user_email' => "$role@example.org",
		)
	);
}
// The welcome guide loads a picture from elsewhere.
$quiet = array(
	'core'           => array( 'enableChoosePatternModal' => false ),
	'core/edit-post' => array( 'welcomeGuide' => false ),
	'_modified'      => gmdate( 'c' ),
);
foreach ( get_users() as $user ) {
	update_user_meta( $user->ID, 'wp_persisted_preferences', $quiet );
}
echo get_bloginfo( 'version' );
