<?php
/**
 * What goes when the plugin is deleted: its settings.  The record of waivers belongs to the posts and stays.
 *
 * @package Framing
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'framing_settings' );
