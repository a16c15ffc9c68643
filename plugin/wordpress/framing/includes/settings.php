<?php
/**
 * What a newsroom can set.  The key of the service is never among it: a constant or the environment holds it.
 *
 * @package Framing
 */

namespace Framing;

defined( 'ABSPATH' ) || exit;

const OPTION     = 'framing_settings';
const SEVERITIES = array( 'info', 'warning', 'error' );

/**
 * The settings as they hold: what was saved, over the defaults, under the constants.
 *
 * @return array{url: string, profile: string, blocks: string, down: string, everywhere: bool, types: string[]}
 *     `blocks`      lowest severity that blocks publishing, or "never"
 *     `down`        what happens to a publication when the service cannot be reached: "open" lets it pass
 *     `everywhere`  whether Quick Edit, XML-RPC, WP-CLI and other ways around the editor are checked too
 */
function settings(): array {
	$saved   = get_option( OPTION );
	$default = default_settings();
	$known   = array_merge( $default, array_intersect_key( is_array( $saved ) ? $saved : array(), $default ) );
	$url     = constant_or_environment( 'FRAMING_URL' );
	if ( '' !== $url ) {
		$known['url'] = $url;
	}
	$known['url'] = untrailingslashit( $known['url'] );
	return $known;
}

/**
 * The settings of a fresh installation.
 */
function default_settings(): array {
	return array(
		'url'        => 'http://127.0.0.1:8000',
		'profile'    => '',
		'blocks'     => 'error',
		'down'       => 'open',
		'everywhere' => true,
		'types'      => array( 'post' ),
	);
}

/**
 * The key that opens the service, or "".  It stays on this server.
 */
function key(): string {
	return constant_or_environment( 'FRAMING_KEY' );
}

/**
 * A constant of wp-config.php, else a variable of the environment, else "".
 *
 * @param string $name Name of both.
 */
function constant_or_environment( string $name ): string {
	$value = defined( $name ) ? constant( $name ) : getenv( $name );
	return is_string( $value ) ? trim( $value ) : '';
}

/**
 * Whether stories of a post type are checked.
 *
 * @param string $type Name of the post type.
 */
function checks_type( string $type ): bool {
	return in_array( $type, settings()['types'], true );
}

/**
 * Post types that can be checked: those that people edit, in the block editor or any other.
 *
 * @return \WP_Post_Type[]
 */
function checkable_types(): array {
	$types = get_post_types( array( 'show_ui' => true, 'show_in_rest' => true ), 'objects' );
	return array_filter(
		$types,
		static function ( $type ) {
			return post_type_supports( $type->name, 'editor' ) && 'wp_' !== substr( $type->name, 0, 3 );
		}
	);
}

/**
 * Bring what was sent into the shape of the settings; what is missing or does not fit keeps its old value.
 *
 * @param mixed $sent Some or all of the settings.
 */
function sanitize_settings( $sent ): array {
	$sent  = is_array( $sent ) ? $sent : array();
	$clean = array_merge( default_settings(), array_intersect_key( (array) get_option( OPTION, array() ), default_settings() ) );
	$url   = esc_url_raw( trim( (string) ( $sent['url'] ?? '' ) ), array( 'http', 'https' ) );
	if ( '' !== $url && wp_parse_url( $url, PHP_URL_HOST ) ) {
		$clean['url'] = untrailingslashit( $url );
	} elseif ( isset( $sent['url'] ) ) {
		add_settings_error( OPTION, 'framing_url', __( 'The address of the service must start with http:// or https://.', 'framing' ) );
	}
	if ( isset( $sent['profile'] ) ) {
		$clean['profile'] = sanitize_text_field( (string) $sent['profile'] );
	}
	if ( in_array( $sent['blocks'] ?? '', array_merge( SEVERITIES, array( 'never' ) ), true ) ) {
		$clean['blocks'] = $sent['blocks'];
	}
	if ( in_array( $sent['down'] ?? '', array( 'open', 'closed' ), true ) ) {
		$clean['down'] = $sent['down'];
	}
	if ( isset( $sent['everywhere'] ) ) {
		$clean['everywhere'] = (bool) $sent['everywhere'];
	}
	if ( isset( $sent['types'] ) ) {
		$clean['types'] = array_values( array_intersect( array_keys( checkable_types() ), (array) $sent['types'] ) );
	}
	return $clean;
}

add_action(
	'init',
	static function () {
		register_setting(
			'framing',
			OPTION,
			array(
				'type'              => 'object',
				'default'           => default_settings(),
				'sanitize_callback' => __NAMESPACE__ . '\sanitize_settings',
				'show_in_rest'      => false,
			)
		);
	}
);
