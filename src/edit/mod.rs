//! How a deployment changes.
