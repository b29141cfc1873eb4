//! Messages between replicas, and when an update counts as saved.
