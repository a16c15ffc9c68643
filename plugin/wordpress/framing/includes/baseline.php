<?php
/**
 * What publishers have set aside, in all posts, as a baseline for `framing check --baseline`: a waiver here is one in
 * continuous integration.  Settings → Framing offers it as a file, and so does `wp framing waivers`.
 *
 * @package Framing
 */

namespace Framing;

defined( 'ABSPATH' ) || exit;

const BASELINE_FORMAT = 1;
const BASELINE_FLAGS  = JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES;
const DOWNLOAD        = 'framing_waivers';

add_action( 'admin_post_' . DOWNLOAD, __NAMESPACE__ . '\send_baseline' );

if ( defined( 'WP_CLI' ) && \WP_CLI ) {
	\WP_CLI::add_command(
		'framing waivers',
		static function () {
			\WP_CLI::line( wp_json_encode( baseline(), BASELINE_FLAGS ) );
		},
		array( 'shortdesc' => 'Write the standing waivers of all posts as a baseline for "framing check", to standard output.' )
	);
}

/**
 * The waivers that stand, each fingerprint once; those of posts in the bin are left out.
 *
 * @return array{format: int, findings: array[]} Each finding {fingerprint, rule, quote, reason, who, when}.
 */
function baseline(): array {
	$posts = get_posts(
		array(
			'post_type'   => array_keys( checkable_types() ),
			'post_status' => 'any',
			'meta_key'    => WAIVERS, // phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_key -- Only when somebody asks for the file.
			'fields'      => 'ids',
			'numberposts' => -1,
			'orderby'     => 'ID',
			'order'       => 'ASC',
		)
	);
	$found = array();
	foreach ( $posts as $post ) {
		$found += array_map( __NAMESPACE__ . '\baseline_entry', waived( (int) $post, true ) );
	}
	ksort( $found, SORT_STRING );
	return array(
		'format'   => BASELINE_FORMAT,
		'findings' => array_values( $found ),
	);
}

/**
 * One waiver in the command line's words.
 *
 * @param array $event Of the record.
 * @return string[]
 */
function baseline_entry( array $event ): array {
	return array(
		'fingerprint' => $event['fingerprint'],
		'rule'        => $event['rule'],
		'quote'       => $event['quote'],
		'reason'      => $event['reason'],
		'who'         => $event['name'],
		'when'        => $event['time'],
	);
}

/**
 * Where an administrator's browser gets the file.
 */
function baseline_url(): string {
	return wp_nonce_url( admin_url( 'admin-post.php?action=' . DOWNLOAD ), DOWNLOAD );
}

/**
 * Send the file.  It holds words of drafts, so only those get it who may do everything.
 */
function send_baseline(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		wp_die( esc_html__( 'Only administrators may have the waivers of all posts.', 'framing' ), '', array( 'response' => 403 ) );
	}
	check_admin_referer( DOWNLOAD );
	nocache_headers();
	header( 'Content-Disposition: attachment; filename="framing-waivers.json"' );
	wp_send_json( baseline(), 200, BASELINE_FLAGS );
}
