<?php
/**
 * What the block editor loads: one script that imports the modules, and the style sheets of the marks.
 *
 * @package Framing
 */

namespace Framing;

defined( 'ABSPATH' ) || exit;

add_action( 'enqueue_block_editor_assets', __NAMESPACE__ . '\enqueue_editor' );
add_action( 'enqueue_block_assets', __NAMESPACE__ . '\enqueue_marks' );

/**
 * Address of a file of this version: a new version has new addresses, so that no browser mixes modules of two.
 *
 * @param string $path From the root of the assets.
 */
function asset( string $path ): string {
	return plugins_url( 'assets/' . VERSION . '/' . $path, FILE );
}

/**
 * The post that is edited in the block editor now, if its type is checked.
 */
function edited_post(): ?\WP_Post {
	$screen = function_exists( 'get_current_screen' ) ? get_current_screen() : null;
	$post   = $screen && 'post' === $screen->base && $screen->is_block_editor() ? get_post() : null;
	return $post && checks_type( $post->post_type ) ? $post : null;
}

/**
 * The side panel and the check before publishing.
 */
function enqueue_editor(): void {
	$post = edited_post();
	if ( ! $post ) {
		return;
	}
	$packages = array( 'annotations', 'api-fetch', 'autop', 'block-editor', 'blocks', 'components', 'data', 'edit-post', 'editor', 'element', 'i18n', 'plugins', 'primitives', 'rich-text' );
	$handles  = array();
	foreach ( $packages as $package ) {
		// Annotations are experimental: where they are gone, marks are painted another way.
		if ( 'annotations' !== $package || wp_script_is( 'wp-annotations', 'registered' ) ) {
			$handles[] = "wp-$package";
		}
	}
	wp_enqueue_script( 'framing-editor', asset( 'editor/load.js' ), $handles, VERSION, true );
	wp_add_inline_script( 'framing-editor', 'window.framingEditor = ' . wp_json_encode( editor_settings( $post ), JSON_HEX_TAG | JSON_UNESCAPED_SLASHES ) . ';', 'before' );
	wp_set_script_translations( 'framing-editor', 'framing', plugin_dir_path( FILE ) . 'languages' );
	wp_enqueue_style( 'framing-editor', asset( 'editor/sidebar.css' ), array(), VERSION );
}

/**
 * The marks, inside the frame that holds the text.
 */
function enqueue_marks(): void {
	if ( is_admin() && edited_post() ) {
		wp_enqueue_style( 'framing-client', asset( 'client/framing.css' ), array(), VERSION );
		wp_enqueue_style( 'framing-marks', asset( 'editor/marks.css' ), array( 'framing-client' ), VERSION );
	}
}

/**
 * What the modules need to know.  Neither the address nor the key of the service is among it.
 *
 * @param \WP_Post $post The post that is edited.
 */
function editor_settings( \WP_Post $post ): array {
	$settings = settings();
	return array(
		'modules'    => asset( 'editor/' ),
		'post'       => $post->ID,
		'path'       => '/' . ROUTES . '/posts/' . $post->ID,
		'blocks'     => $settings['blocks'],
		'down'       => $settings['down'],
		'mayPublish' => current_user_can( 'publish_post', $post->ID ),
		'types'      => TYPES,
		'unread'     => UNREAD,
	);
}
