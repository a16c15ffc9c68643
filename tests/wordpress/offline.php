<?php
/**
 * No mail, and no updates, patterns or pictures from elsewhere.
 */

add_filter( 'pre_wp_mail', '__return_true' );
add_filter( 'should_load_remote_block_patterns', '__return_false' );
add_filter( 'pre_option_show_avatars', '__return_zero' );
add_action(
	'admin_init',
	static function () {
		remove_action( 'admin_print_scripts', 'print_emoji_detection_script' );
		remove_action( 'admin_init', '_maybe_update_core' );
		remove_action( 'admin_init', '_maybe_update_plugins' );
		remove_action( 'admin_init', '_maybe_update_themes' );
	},
	0
);

// An editor without annotations, for those who ask for one.
add_action(
	'wp_default_scripts',
	static function ( $scripts ) {
		if ( isset( $_GET['without-annotations'] ) ) {
			$scripts->remove( 'wp-annotations' );
		}
	},
	99
);
