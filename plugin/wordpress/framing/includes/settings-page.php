<?php
/**
 * Settings → Framing.
 *
 * @package Framing
 */

namespace Framing;

defined( 'ABSPATH' ) || exit;

const PAGE = 'framing';

add_action(
	'admin_menu',
	static function () {
		add_options_page( __( 'Framing', 'framing' ), __( 'Framing', 'framing' ), 'manage_options', PAGE, __NAMESPACE__ . '\show_settings' );
	}
);

add_filter(
	'plugin_action_links_' . plugin_basename( FILE ),
	static function ( array $links ): array {
		$link = sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=' . PAGE ) ), esc_html__( 'Settings', 'framing' ) );
		return array_merge( array( $link ), $links );
	}
);

add_action(
	'admin_init',
	static function () {
		$rows = array(
			'url'     => __( 'Address of the service', 'framing' ),
			'key'     => __( 'Key', 'framing' ),
			'profile' => __( 'Kind of copy', 'framing' ),
			'types'   => __( 'Check', 'framing' ),
			'blocks'  => __( 'Hold a publication for', 'framing' ),
			'down'    => __( 'If the service is down', 'framing' ),
		);
		add_settings_section( 'framing', '', '__return_null', PAGE );
		foreach ( $rows as $name => $label ) {
			$for = in_array( $name, array( 'url', 'profile', 'blocks' ), true ) ? array( 'label_for' => "framing-$name" ) : array();
			add_settings_field( "framing-$name", $label, __NAMESPACE__ . "\\show_$name", PAGE, 'framing', $for );
		}
	}
);

/**
 * The page.
 */
function show_settings(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1>';
	show_probe();
	echo '<form action="options.php" method="post">';
	settings_fields( 'framing' );
	do_settings_sections( PAGE );
	submit_button();
	echo '</form>';
	show_waivers();
	echo '</div>';
}

/**
 * The waivers of all posts, as a file.
 */
function show_waivers(): void {
	echo '<h2>' . esc_html__( 'Waivers', 'framing' ) . '</h2><p>' . esc_html__( 'What publishers have dismissed, with who, when and why, as a file for “framing check --baseline”.', 'framing' ) . '</p>';
	printf( '<p><a class="button" id="framing-waivers" href="%s">%s</a></p>', esc_url( baseline_url() ), esc_html__( 'Download waivers', 'framing' ) );
}

/**
 * Whether the service answers, asked anew each time the page is shown.
 */
function show_probe(): void {
	$answer  = probe();
	$working = ! is_wp_error( $answer );
	$text    = $working
		/* translators: %d: number of rules. */
		? sprintf( __( 'The service answers: %d rules.', 'framing' ), count( (array) ( $answer->rules ?? array() ) ) )
		: $answer->get_error_message() . ' ' . __( 'Start it with “framing serve”, or correct its address or key below.', 'framing' );
	printf( '<div class="notice notice-%s inline" id="framing-probe"><p>%s</p></div>', $working ? 'success' : 'error', esc_html( $text ) );
}

/**
 * Name of a field in the form.
 *
 * @param string $name Of the setting.
 */
function field_name( string $name ): string {
	return OPTION . "[$name]";
}

/**
 * Where the service is.
 */
function show_url(): void {
	$fixed = '' !== constant_or_environment( 'FRAMING_URL' );
	printf( '<input type="url" class="regular-text code" id="framing-url" name="%s" value="%s" %s>', esc_attr( field_name( 'url' ) ), esc_attr( settings()['url'] ), $fixed ? 'readonly' : '' );
	/* translators: %s: name of a constant. */
	echo '<p class="description">' . ( $fixed ? esc_html( sprintf( __( 'Set by %s.', 'framing' ), 'FRAMING_URL' ) ) : esc_html__( 'Only this site’s server speaks to it, never a browser.', 'framing' ) ) . '</p>';
}

/**
 * Whether there is a key.  It is neither shown nor kept in the database.
 */
function show_key(): void {
	echo '<p>' . ( '' === key() ? esc_html__( 'None.', 'framing' ) : esc_html__( 'Set.', 'framing' ) ) . '</p>';
	/* translators: %s: name of a constant. */
	echo '<p class="description">' . esc_html( sprintf( __( 'Define %s in wp-config.php or in the server’s environment. It is not kept in the database.', 'framing' ), 'FRAMING_KEY' ) ) . '</p>';
}

/**
 * The profile that stories are judged by.
 */
function show_profile(): void {
	printf( '<input type="text" class="regular-text" id="framing-profile" name="%s" value="%s" placeholder="news">', esc_attr( field_name( 'profile' ) ), esc_attr( settings()['profile'] ) );
	echo '<p class="description">' . esc_html__( 'A profile of the service: news, opinion, wire, or one of the house. Empty: the service’s own default.', 'framing' ) . '</p>';
}

/**
 * What is checked, and on which ways.
 */
function show_types(): void {
	$settings = settings();
	// A box that is not ticked is not sent; these say that the question was asked.
	printf( '<fieldset><input type="hidden" name="%s[]" value=""><input type="hidden" name="%s" value="">', esc_attr( field_name( 'types' ) ), esc_attr( field_name( 'everywhere' ) ) );
	foreach ( checkable_types() as $type ) {
		printf(
			'<label><input type="checkbox" name="%s[]" value="%s" %s> %s</label><br>',
			esc_attr( field_name( 'types' ) ),
			esc_attr( $type->name ),
			checked( in_array( $type->name, $settings['types'], true ), true, false ),
			esc_html( $type->label )
		);
	}
	printf(
		'<br><label><input type="checkbox" name="%s" value="1" %s> %s</label></fieldset>',
		esc_attr( field_name( 'everywhere' ) ),
		checked( $settings['everywhere'], true, false ),
		esc_html__( 'Also what is published by Quick Edit, the classic editor, XML-RPC or WP-CLI (held as a draft)', 'framing' )
	);
}

/**
 * Lowest severity that blocks.
 */
function show_blocks(): void {
	$choices = array(
		'error'   => __( 'things to fix: contradictions that can be proved', 'framing' ),
		'warning' => __( 'things to fix and places to look at', 'framing' ),
		'info'    => __( 'every finding', 'framing' ),
		'never'   => __( 'nothing: findings are shown, and that is all', 'framing' ),
	);
	printf( '<select id="framing-blocks" name="%s">', esc_attr( field_name( 'blocks' ) ) );
	foreach ( $choices as $value => $label ) {
		printf( '<option value="%s" %s>%s</option>', esc_attr( $value ), selected( settings()['blocks'], $value, false ), esc_html( $label ) );
	}
	echo '</select><p class="description">' . esc_html__( 'Whoever may publish can dismiss a finding with a reason; who, when and why is kept with the post.', 'framing' ) . '</p>';
}

/**
 * Open or closed.
 */
function show_down(): void {
	$choices = array(
		'open'   => __( 'Publish unchecked, and keep that in the post’s record', 'framing' ),
		'closed' => __( 'Hold until it answers', 'framing' ),
	);
	echo '<fieldset>';
	foreach ( $choices as $value => $label ) {
		printf(
			'<label><input type="radio" name="%s" value="%s" %s> %s</label><br>',
			esc_attr( field_name( 'down' ) ),
			esc_attr( $value ),
			checked( settings()['down'], $value, false ),
			esc_html( $label )
		);
	}
	echo '</fieldset>';
}
