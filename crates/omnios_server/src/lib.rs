//! omnios serve: the studio over HTTP and WebSocket on the loopback address.
