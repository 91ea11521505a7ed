//! Controls that know nothing of the domain.
