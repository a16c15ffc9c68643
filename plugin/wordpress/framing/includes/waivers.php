<?php
/**
 * The record of disagreement: who set aside which findings of a post, when and why.  Nothing is ever removed from it;
 * what was taken back says so.  Only this plugin writes it: WordPress's own REST fields and custom fields cannot.
 *
 * @package Framing
 */

namespace Framing;

defined( 'ABSPATH' ) || exit;

const WAIVERS     = '_framing_waivers';
const MAX_EVENTS  = 1000;
const FINGERPRINT = '^[0-9a-f]{16}$';

add_action(
	'init',
	static function () {
		register_post_meta(
			'',
			WAIVERS,
			array(
				'type'          => 'array',
				'single'        => true,
				'default'       => array(),
				'show_in_rest'  => false,
				'auth_callback' => '__return_false',
			)
		);
	}
);

/**
 * Everything that happened, oldest first.
 *
 * @param int $post Id of the post.
 * @return array[] Each {action, fingerprint, rule, quote, reason, note, user, name, publisher, time}; `action` is
 *     "waived", "restored" or "unchecked" (published while the service could not be reached).
 */
function events( int $post ): array {
	$events = get_post_meta( $post, WAIVERS, true );
	return is_array( $events ) ? $events : array();
}

/**
 * Findings that are set aside now.
 *
 * @param int  $post       Id of the post.
 * @param bool $publishers Whether only the word of people counts who could publish the post when they gave it.
 * @return array[] Fingerprint => event.
 */
function waived( int $post, bool $publishers ): array {
	$now = array();
	foreach ( events( $post ) as $event ) {
		if ( $publishers && ! $event['publisher'] ) {
			continue;
		}
		if ( 'waived' === $event['action'] ) {
			$now[ $event['fingerprint'] ] = $event;
		} elseif ( 'restored' === $event['action'] ) {
			unset( $now[ $event['fingerprint'] ] );
		}
	}
	return $now;
}

/**
 * Keep what the current user did.
 *
 * @param int     $post   Id of the post.
 * @param string  $action "waived", "restored" or "unchecked".
 * @param array[] $items  Findings, each {fingerprint, rule, quote, reason, note} or fewer.
 */
function record( int $post, string $action, array $items ): void {
	$user   = wp_get_current_user();
	$events = events( $post );
	foreach ( $items as $item ) {
		$events[] = array(
			'action'      => $action,
			'fingerprint' => (string) ( $item['fingerprint'] ?? '' ),
			'rule'        => sanitize_key( $item['rule'] ?? '' ),
			'quote'       => mb_substr( sanitize_text_field( $item['quote'] ?? '' ), 0, 200 ),
			'reason'      => mb_substr( sanitize_text_field( $item['reason'] ?? '' ), 0, 200 ),
			'note'        => mb_substr( sanitize_textarea_field( $item['note'] ?? '' ), 0, 1000 ),
			'user'        => $user->ID,
			'name'        => $user->display_name,
			'publisher'   => current_user_can( 'publish_post', $post ),
			'time'        => gmdate( 'c' ),
		);
	}
	// update_post_meta() takes slashes away.
	update_post_meta( $post, WAIVERS, wp_slash( array_slice( $events, -MAX_EVENTS ) ) );
}
