//! How a fault is said.
