<?php
/**
 * What the editor's browser may ask: a check of a post it may edit, and that post's record of waivers.  WordPress
 * has checked the nonce before any of this runs; the key of the service is added here and never goes out.
 *
 * @package Framing
 */

namespace Framing;

defined( 'ABSPATH' ) || exit;

const ROUTES = 'framing/v1';

add_action( 'rest_api_init', __NAMESPACE__ . '\register_routes' );

/**
 * Register everything under /wp-json/framing/v1.
 */
function register_routes(): void {
	$post        = '/posts/(?P<post>\d+)';
	$fingerprint = array(
		'type'     => 'string',
		'pattern'  => FINGERPRINT,
		'required' => true,
	);
	route( $post . '/analyze', 'POST', 'rest_analyze', array( 'blocks' => blocks_schema() ) );
	route( $post . '/waivers', 'GET', 'rest_waivers' );
	route(
		$post . '/waivers',
		'POST',
		'rest_waive',
		array(
			'reason'   => words_schema( 200, true ),
			'note'     => words_schema( 1000 ),
			'findings' => array(
				'type'     => 'array',
				'required' => true,
				'minItems' => 1,
				'maxItems' => 200,
				'items'    => array(
					'type'                 => 'object',
					'additionalProperties' => false,
					'properties'           => array(
						'fingerprint' => $fingerprint,
						'rule'        => words_schema( 100, true ),
						'quote'       => words_schema( 5000 ),
					),
				),
			),
		)
	);
	route( $post . '/waivers/(?P<fingerprint>[0-9a-f]{16})', 'DELETE', 'rest_restore' );
}

/**
 * Register one route for those who may edit the post.
 *
 * @param string  $path     From the root of the plugin's routes.
 * @param string  $method   HTTP method.
 * @param string  $callback Function of this file.
 * @param array[] $args     Schemas of the parameters.
 */
function route( string $path, string $method, string $callback, array $args = array() ): void {
	register_rest_route(
		ROUTES,
		$path,
		array(
			'methods'             => $method,
			'permission_callback' => __NAMESPACE__ . '\may_edit',
			'callback'            => __NAMESPACE__ . '\\' . $callback,
			'args'                => $args,
		)
	);
}

/**
 * The blocks of a story: plain text under the editor's own ids.
 */
function blocks_schema(): array {
	return array(
		'type'     => 'array',
		'required' => true,
		'minItems' => 1,
		'maxItems' => 2000,
		'items'    => array(
			'type'                 => 'object',
			'additionalProperties' => false,
			'properties'           => array(
				'id'   => array(
					'type'      => 'string',
					'required'  => true,
					'minLength' => 1,
					'maxLength' => 200,
				),
				'text' => array(
					'type'     => 'string',
					'required' => true,
				),
				'role' => words_schema( 40 ),
				'type' => words_schema( 40 ),
			),
		),
	);
}

/**
 * A short text.
 *
 * @param int  $most     Characters.
 * @param bool $required Whether it must be there, and hold something.
 */
function words_schema( int $most, bool $required = false ): array {
	return array(
		'type'      => 'string',
		'maxLength' => $most,
		'minLength' => $required ? 1 : 0,
		'required'  => $required,
	);
}

/**
 * Whether the current user may edit the post of a request, and stories of its type are checked.
 *
 * @param \WP_REST_Request $request The request.
 * @return true|\WP_Error
 */
function may_edit( \WP_REST_Request $request ) {
	$post = (int) $request['post'];
	if ( ! current_user_can( 'edit_post', $post ) ) {
		return new \WP_Error( 'framing_forbidden', __( 'You may not edit this post.', 'framing' ), array( 'status' => rest_authorization_required_code() ) );
	}
	if ( ! checks_type( (string) get_post_type( $post ) ) ) {
		return new \WP_Error( 'framing_type', __( 'Posts of this type are not checked.', 'framing' ), array( 'status' => 404 ) );
	}
	return true;
}

/**
 * Check a story as it stands in the editor.
 *
 * @param \WP_REST_Request $request The request.
 * @return \WP_REST_Response|\WP_Error
 */
function rest_analyze( \WP_REST_Request $request ) {
	if ( strlen( $request->get_body() ) > MAX_BYTES ) {
		return failure( 'framing_too_large', __( 'The story is too long to be checked.', 'framing' ), 413 );
	}
	$refused = count_check();
	return answer( $refused ? $refused : analyze( $request['blocks'] ) );
}

/**
 * An answer of the service for the browser; failures that pass by themselves say when to ask again.
 *
 * @param object|\WP_Error $result Report or failure.
 * @return \WP_REST_Response|\WP_Error
 */
function answer( $result ) {
	$response = is_wp_error( $result ) ? rest_convert_error_to_response( $result ) : new \WP_REST_Response( $result );
	$wait     = is_wp_error( $result ) ? (int) ( $result->get_error_data()['retry_after'] ?? 0 ) : 0;
	if ( $wait ) {
		$response->header( 'Retry-After', (string) $wait );
	}
	$response->header( 'Cache-Control', 'no-store' );
	return $response;
}

/**
 * The record of a post: what is set aside now, and everything that led there.
 *
 * @param \WP_REST_Request $request The request.
 */
function rest_waivers( \WP_REST_Request $request ): \WP_REST_Response {
	$post = (int) $request['post'];
	return new \WP_REST_Response(
		array(
			'waived' => (object) waived( $post, false ),
			'counts' => array_keys( waived( $post, true ) ),
			'events' => events( $post ),
		)
	);
}

/**
 * Set findings aside.
 *
 * @param \WP_REST_Request $request The request.
 */
function rest_waive( \WP_REST_Request $request ): \WP_REST_Response {
	$items = array();
	foreach ( $request['findings'] as $finding ) {
		$items[] = $finding + array(
			'reason' => $request['reason'],
			'note'   => (string) $request['note'],
		);
	}
	record( (int) $request['post'], 'waived', $items );
	return rest_waivers( $request );
}

/**
 * Take a waiver back.
 *
 * @param \WP_REST_Request $request The request.
 */
function rest_restore( \WP_REST_Request $request ): \WP_REST_Response {
	$post = (int) $request['post'];
	$item = waived( $post, false )[ $request['fingerprint'] ] ?? null;
	if ( $item ) {
		record( $post, 'restored', array( array_intersect_key( $item, array_flip( array( 'fingerprint', 'rule', 'quote' ) ) ) ) );
	}
	return rest_waivers( $request );
}
