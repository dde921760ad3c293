//! Calls, retries, time-outs, joins and the clock, with tasks declared by hand.
