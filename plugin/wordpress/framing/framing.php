<?php
/**
 * Plugin Name:       Framing
 * Description:       Shows editors who says what, which numbers have no source, where the wording takes sides and how hard a story is to read: marks on the words, a side panel, and a check before publishing.
 * Version:           0.1.0
 * Requires at least: 6.4
 * Requires PHP:      7.4
 * Author:            The Framing authors
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       framing
 *
 * @package Framing
 */

namespace Framing;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';
const FILE    = __FILE__;

require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/service.php';
require __DIR__ . '/includes/story.php';
require __DIR__ . '/includes/waivers.php';
require __DIR__ . '/includes/baseline.php';
require __DIR__ . '/includes/limits.php';
require __DIR__ . '/includes/rest.php';
require __DIR__ . '/includes/gate.php';
require __DIR__ . '/includes/editor.php';

if ( is_admin() ) {
	require __DIR__ . '/includes/settings-page.php';
}
