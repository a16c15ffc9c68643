<?php
/**
 * No mail, no patterns and no pictures from elsewhere.
 */

add_filter( 'pre_wp_mail', '__return_true' );
add_filter( 'should_load_remote_block_patterns', '__return_false' );
add_filter( 'pre_option_show_avatars', '__return_zero' );
