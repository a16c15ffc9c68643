<?php
/**
 * How much one person may ask of the service.
 *
 * @package Framing
 */

namespace Framing;

defined( 'ABSPATH' ) || exit;

/** What the service takes at most; more is refused before it is read. */
const MAX_BYTES = 256 * 1024;

/**
 * Count a check of the current user.  Two at once may be counted as one: a limit on mistakes, not on attackers.
 *
 * @return \WP_Error|null 429 when the minute's checks are used up.
 */
function count_check() {
	/**
	 * Filters how many checks one person may ask for in a minute.
	 *
	 * @param int $most Checks in a minute.
	 */
	$most   = (int) apply_filters( 'framing_checks_per_minute', 60 );
	$minute = (int) floor( time() / MINUTE_IN_SECONDS );
	$name   = 'framing_checks_' . get_current_user_id();
	$count  = get_transient( $name );
	$count  = is_array( $count ) && $count[0] === $minute ? $count[1] + 1 : 1;
	if ( $count > $most ) {
		return failure( 'framing_rate', __( 'Too many checks in a minute; this one waits for the next.', 'framing' ), 429, MINUTE_IN_SECONDS - time() % MINUTE_IN_SECONDS );
	}
	set_transient( $name, array( $minute, $count ), 2 * MINUTE_IN_SECONDS );
	return null;
}
