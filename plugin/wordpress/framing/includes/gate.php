<?php
/**
 * The gate: what is published passes here, whoever sends it.  The lock in the editor is a courtesy; this decides.
 *
 * @package Framing
 */

namespace Framing;

defined( 'ABSPATH' ) || exit;

const PUBLIC_STATUSES = array( 'publish', 'future' );

add_action( 'init', __NAMESPACE__ . '\watch_types', 99 );
add_filter( 'wp_insert_post_data', __NAMESPACE__ . '\gate_insert', 10, 2 );

/**
 * Stand before everything that the REST interface publishes: the block editor, apps, scripts.
 */
function watch_types(): void {
	foreach ( settings()['types'] as $type ) {
		add_filter( "rest_pre_insert_$type", __NAMESPACE__ . '\gate_rest', 10, 2 );
	}
}

/**
 * Stop a REST request that would publish a story with blocking findings.
 *
 * @param \stdClass|\WP_Error $post    The post as it would be written; unslashed, only with fields that are sent.
 * @param \WP_REST_Request    $request The request.
 * @return \stdClass|\WP_Error
 */
function gate_rest( $post, \WP_REST_Request $request ) {
	if ( is_wp_error( $post ) ) {
		return $post;
	}
	passed( true );
	$before = empty( $post->ID ) ? null : get_post( $post->ID );
	$after  = array();
	foreach ( array( 'post_status', 'post_title', 'post_excerpt', 'post_content' ) as $field ) {
		$after[ $field ] = (string) ( $post->$field ?? ( $before ? $before->$field : '' ) );
	}
	if ( ! goes_public( $before, $after ) ) {
		return $post;
	}
	$stop = judge( $before ? $before->ID : 0, $after );
	return $stop ? $stop : $post;
}

/**
 * Hold as a draft what Quick Edit, the classic editor, XML-RPC or WP-CLI would publish.  A post that is public already
 * stays so: taking it off the site would be worse.
 *
 * @param array $data Fields as they would be written, slashed.
 * @param array $sent Fields as they were sent, with the id.
 */
function gate_insert( array $data, array $sent ): array {
	if ( passed() || ! settings()['everywhere'] || ! checks_type( $data['post_type'] ) || wp_doing_cron() || defined( 'WP_IMPORTING' ) ) {
		return $data;
	}
	$before = empty( $sent['ID'] ) ? null : get_post( $sent['ID'] );
	$after  = array_map( 'strval', wp_unslash( $data ) );
	if ( ( $before && in_array( $before->post_status, PUBLIC_STATUSES, true ) ) || ! goes_public( $before, $after ) ) {
		return $data;
	}
	$stop = judge( $before ? $before->ID : 0, $after );
	if ( $stop ) {
		$data['post_status'] = 'draft';
		set_transient( 'framing_held_' . get_current_user_id(), $stop->get_error_message(), HOUR_IN_SECONDS );
		if ( defined( 'WP_CLI' ) && \WP_CLI ) {
			\WP_CLI::warning( $stop->get_error_message() );
		}
	}
	return $data;
}

add_action(
	'admin_notices',
	static function () {
		$name    = 'framing_held_' . get_current_user_id();
		$message = get_transient( $name );
		if ( is_string( $message ) ) {
			delete_transient( $name );
			/* translators: %s: why the post was held. */
			printf( '<div class="notice notice-warning is-dismissible"><p>%s</p></div>', esc_html( sprintf( __( 'The post was kept as a draft. %s', 'framing' ), $message ) ) );
		}
	}
);

/**
 * Whether the REST gate has seen this request, so that nothing is asked twice.
 *
 * @param bool $now Set to true when it has.
 */
function passed( bool $now = false ): bool {
	static $passed = false;
	$passed        = $passed || $now;
	return $passed;
}

/**
 * Whether words reach readers by this change: the post becomes public, or is so and its text changes.
 *
 * @param \WP_Post|null $before The post as it stands.
 * @param string[]      $after  Its fields afterwards.
 */
function goes_public( ?\WP_Post $before, array $after ): bool {
	if ( ! in_array( $after['post_status'], PUBLIC_STATUSES, true ) ) {
		return false;
	}
	if ( ! $before || ! in_array( $before->post_status, PUBLIC_STATUSES, true ) ) {
		return true;
	}
	return $before->post_title !== $after['post_title'] || $before->post_excerpt !== $after['post_excerpt'] || $before->post_content !== $after['post_content'];
}

/**
 * Check a story, and say what stops it.
 *
 * @param int      $post  Id of the post; 0 for a new one.
 * @param string[] $after Its fields.
 * @return \WP_Error|null
 */
function judge( int $post, array $after ) {
	$settings = settings();
	$blocks   = story( $after['post_title'], $after['post_excerpt'], $after['post_content'] );
	if ( 'never' === $settings['blocks'] || ! $blocks ) {
		return null;
	}
	$report = analyze( $blocks );
	if ( is_wp_error( $report ) && 'framing_busy' === $report->get_error_code() ) {
		sleep( 1 );
		$report = analyze( $blocks );
	}
	if ( is_wp_error( $report ) ) {
		if ( 'closed' === $settings['down'] ) {
			/* translators: %s: why the story could not be checked. */
			return new \WP_Error( 'framing_unchecked', sprintf( __( 'Framing could not check this story, so it is held: %s', 'framing' ), $report->get_error_message() ), array( 'status' => 503 ) );
		}
		note_unchecked( $report->get_error_message() );
		return null;
	}
	$stopping = blocking( $report, $settings['blocks'], waived( $post, true ) );
	return $stopping ? blocked( $stopping ) : null;
}

/**
 * Findings of a report that block, in the order of the story.
 *
 * @param object  $report   Of the service.
 * @param string  $severity Lowest severity that blocks.
 * @param array[] $waived   Fingerprint => waiver.
 * @return object[]
 */
function blocking( $report, string $severity, array $waived ): array {
	$least = array_search( $severity, SEVERITIES, true );
	return array_values(
		array_filter(
			(array) ( $report->annotations ?? array() ),
			static function ( $finding ) use ( $least, $waived ) {
				return array_search( $finding->severity, SEVERITIES, true ) >= $least && null === $finding->suppressed && ! isset( $waived[ $finding->id ] );
			}
		)
	);
}

/**
 * The error that stops a publication: it names the words, and says what to do.
 *
 * @param object[] $findings At least one.
 */
function blocked( array $findings ): \WP_Error {
	$words = array();
	$list  = array();
	foreach ( $findings as $finding ) {
		$words[] = '“' . wp_html_excerpt( $finding->quote->exact, 60, '…' ) . '”';
		$list[]  = array(
			'id'       => $finding->id,
			'rule'     => $finding->rule,
			'severity' => $finding->severity,
			'message'  => $finding->message,
			'quote'    => $finding->quote->exact,
		);
	}
	$more    = count( $words ) > 3 ? ' …' : '';
	$message = sprintf(
		/* translators: 1: number of findings, 2: the words they are about. */
		_n(
			'Framing holds this story: %1$d finding is open (%2$s). Change the words, or dismiss the finding with a reason in the Framing panel.',
			'Framing holds this story: %1$d findings are open (%2$s). Change the words, or dismiss the findings with a reason in the Framing panel.',
			count( $words ),
			'framing'
		),
		count( $words ),
		implode( ', ', array_slice( $words, 0, 3 ) ) . $more
	);
	return new \WP_Error(
		'framing_blocked',
		$message,
		array(
			'status'   => 422,
			'findings' => $list,
		)
	);
}

/**
 * Keep in the record that a story went out unchecked.
 *
 * @param string $reason Why.
 */
function note_unchecked( string $reason ): void {
	add_action(
		'wp_after_insert_post',
		static function ( $post ) use ( $reason ) {
			static $noted = false;
			if ( ! $noted && in_array( get_post_status( $post ), PUBLIC_STATUSES, true ) ) {
				$noted = true;
				record( (int) $post, 'unchecked', array( array( 'reason' => $reason ) ) );
			}
		}
	);
}
