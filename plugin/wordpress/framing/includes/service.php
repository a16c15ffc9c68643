<?php
/**
 * The way to the analysis service: one request, and every failure in words that an editor can act upon.
 *
 * @package Framing
 */

namespace Framing;

defined( 'ABSPATH' ) || exit;

const TIMEOUT = 10;

/**
 * Ask for the report of a story.
 *
 * @param array[] $blocks As `POST /v1/analyze` takes them.
 * @return object|\WP_Error The report; errors carry data {status, retry_after?}.
 */
function analyze( array $blocks ) {
	$settings = settings();
	$story    = array(
		'blocks'      => $blocks,
		'offset_unit' => 'utf16',
	);
	if ( '' !== $settings['profile'] ) {
		$story['profile'] = $settings['profile'];
	}
	$body = wp_json_encode( $story, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
	return request( 'POST', '/v1/analyze', false === $body ? '' : $body );
}

/**
 * Whether the service answers and takes our key.
 *
 * @return object|\WP_Error Its rules, or why not.
 */
function probe() {
	return request( 'GET', '/v1/rules' );
}

/**
 * One request to the service.
 *
 * @param string $method GET or POST.
 * @param string $path   From the root of the service.
 * @param string $body   JSON, or "".
 * @return object|\WP_Error
 */
function request( string $method, string $path, string $body = '' ) {
	$headers = array( 'Accept' => 'application/json' );
	if ( '' !== $body ) {
		$headers['Content-Type'] = 'application/json';
	}
	if ( '' !== key() ) {
		$headers['Authorization'] = 'Bearer ' . key();
	}
	$answer = wp_remote_request(
		settings()['url'] . $path,
		array(
			'method'      => $method,
			'timeout'     => TIMEOUT,
			'redirection' => 0,
			'headers'     => $headers,
			'body'        => '' === $body ? null : $body,
		)
	);
	if ( is_wp_error( $answer ) ) {
		return failure( 'framing_down', __( 'The analysis service cannot be reached.', 'framing' ), 502 );
	}
	$status  = (int) wp_remote_retrieve_response_code( $answer );
	$content = json_decode( wp_remote_retrieve_body( $answer ) );
	if ( 200 === $status && is_object( $content ) ) {
		return $content;
	}
	return refusal( $status, $content, (int) wp_remote_retrieve_header( $answer, 'retry-after' ) );
}

/**
 * What a refusal of the service means here.
 *
 * @param int   $status      Of the service's answer.
 * @param mixed $content     Its body; `detail` never quotes the story.
 * @param int   $retry_after Seconds, or 0.
 */
function refusal( int $status, $content, int $retry_after ): \WP_Error {
	$detail = is_object( $content ) && isset( $content->detail ) && is_string( $content->detail ) ? $content->detail : '';
	switch ( $status ) {
		case 401:
		case 403:
			return failure( 'framing_key', __( 'The analysis service does not accept this site’s key.', 'framing' ), 502 );
		case 413:
			return failure( 'framing_too_large', '' === $detail ? __( 'The story is too long to be checked.', 'framing' ) : $detail, 413 );
		case 400:
		case 422:
			return failure( 'framing_refused', '' === $detail ? __( 'The analysis service cannot read this story.', 'framing' ) : $detail, 400 );
		case 429:
		case 503:
			return failure( 'framing_busy', __( 'The analysis service is busy; try again shortly.', 'framing' ), 503, max( 1, $retry_after ) );
	}
	/* translators: %d: HTTP status. */
	return failure( 'framing_down', sprintf( __( 'The analysis service answers with an error (%d).', 'framing' ), $status ), 502 );
}

/**
 * An error with a status for HTTP.
 *
 * @param string $code        Name of the error.
 * @param string $message     For the editor.
 * @param int    $status      For HTTP.
 * @param int    $retry_after Seconds, or 0.
 */
function failure( string $code, string $message, int $status, int $retry_after = 0 ): \WP_Error {
	return new \WP_Error(
		$code,
		$message,
		array_filter(
			array(
				'status'      => $status,
				'retry_after' => $retry_after,
			)
		)
	);
}
