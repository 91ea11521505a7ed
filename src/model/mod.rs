//! What a deployment is.
