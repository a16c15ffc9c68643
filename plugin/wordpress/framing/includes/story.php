<?php
/**
 * A post as the service reads it: headline, excerpt and blocks, in the order of the editor's side (editor/story.js),
 * so that a finding has the same fingerprint here and there.
 *
 * @package Framing
 */

namespace Framing;

defined( 'ABSPATH' ) || exit;

/**
 * What blocks are in a story, in the service's words.  Blocks that are not named are prose, and those inside a
 * quotation are part of it.
 */
const TYPES = array(
	'core/heading'   => 'heading',
	'core/list-item' => 'list-item',
	'core/list'      => 'list-item',
	'core/quote'     => 'quote',
	'core/table'     => 'table',
	'core/image'     => 'caption',
	'core/gallery'   => 'caption',
	'core/video'     => 'caption',
	'core/audio'     => 'caption',
	'core/embed'     => 'caption',
);

/** Blocks whose words are not the story's: code, forms, links, and pull quotes, which say again what is said. */
const UNREAD = array(
	'core/archives',
	'core/block',
	'core/button',
	'core/code',
	'core/file',
	'core/html',
	'core/latest-posts',
	'core/more',
	'core/navigation',
	'core/nextpage',
	'core/preformatted',
	'core/pullquote',
	'core/search',
	'core/shortcode',
	'core/social-links',
	'core/tag-cloud',
);

/**
 * The blocks of a story for the service.
 *
 * @param string $title   As stored.
 * @param string $excerpt As stored.
 * @param string $content As stored: blocks, or the HTML of the classic editor.
 * @return array[] Each {id, html, type}; empty for a story without words.
 */
function story( string $title, string $excerpt, string $content ): array {
	$found = array();
	add_block( $found, 'title', $title, 'headline' );
	add_block( $found, 'excerpt', $excerpt, 'excerpt' );
	foreach ( parse_blocks( $content ) as $index => $block ) {
		collect( $found, $block, (string) $index, '' );
	}
	return $found;
}

/**
 * Add a block and those inside it.
 *
 * @param array[] $found Blocks so far.
 * @param array   $block As `parse_blocks` gives it.
 * @param string  $id    Its place in the story.
 * @param string  $type  Of the block around it.
 */
function collect( array &$found, array $block, string $id, string $type ): void {
	$name = (string) $block['blockName'];
	if ( in_array( $name, UNREAD, true ) ) {
		return;
	}
	$type = TYPES[ $name ] ?? $type;
	$html = implode( '', array_filter( $block['innerContent'], 'is_string' ) );
	if ( '' === $name ) {
		$html = wpautop( $html );
	}
	if ( 'core/embed' === $name ) {
		$html = (string) preg_replace( '#<div class="wp-block-embed__wrapper">[^<]*</div>#', '', $html );
	}
	// A quotation's own words, beside the blocks inside it, say whose it is.
	$own = 'core/quote' === $name && $block['innerBlocks'] ? 'credit' : $type;
	add_block( $found, $id, $html, $own );
	foreach ( $block['innerBlocks'] as $index => $inner ) {
		collect( $found, $inner, "$id.$index", $type );
	}
}

/**
 * Add one text, if there is any.
 *
 * @param array[] $found Blocks so far.
 * @param string  $id    Its place in the story.
 * @param string  $html  Its content.
 * @param string  $type  What it is, or "".
 */
function add_block( array &$found, string $id, string $html, string $type ): void {
	if ( '' === trim( wp_strip_all_tags( $html ) ) ) {
		return;
	}
	$block = array(
		'id'   => $id,
		'html' => $html,
	);
	if ( '' !== $type ) {
		$block['type'] = $type;
	}
	$found[] = $block;
}
