use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use uuid::Uuid;

use crate::model::Id;

/// What the world outside gives: the time, fresh ids, a folder of our own. Nothing else in the program asks for these,
/// so the same input gives the same output.
#[derive(Debug)]
pub struct Env {
    source: Source,
    state_dir: Option<PathBuf>,
}

#[derive(Debug)]
enum Source {
    Real,
    Fixed { last_id: AtomicU64 },
}

impl Env {
    /// The time of the system's clock, random ids, the user's own folder.
    pub fn real() -> Self {
        Self { source: Source::Real, state_dir: user_state_dir(&|name| std::env::var_os(name).map(PathBuf::from)) }
    }

    /// For tests: the clock stands still, ids count up from 1, and the folder is the one given.
    pub fn fixed(state_dir: Option<PathBuf>) -> Self {
        Self { source: Source::Fixed { last_id: AtomicU64::new(0) }, state_dir }
    }

    /// An id that no row has yet.
    pub fn new_id<T>(&self) -> Id<T> {
        Id::from_uuid(self.new_uuid())
    }

    #[allow(clippy::disallowed_methods, reason = "this is the one place where random ids come from")]
    pub(super) fn new_uuid(&self) -> Uuid {
        match &self.source {
            Source::Real => Uuid::new_v4(),
            Source::Fixed { last_id } => Uuid::from_u128(u128::from(last_id.fetch_add(1, Ordering::Relaxed)) + 1),
        }
    }

    /// What time it is.
    #[allow(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    pub fn now(&self) -> SystemTime {
        match self.source {
            Source::Real => SystemTime::now(),
            Source::Fixed { .. } => SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600), // 2026-01-01
        }
    }

    /// What day it is, in UTC: `2026-01-31`.
    pub fn today(&self) -> String {
        let since_epoch = self.now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        day(since_epoch.as_secs() / (24 * 60 * 60))
    }

    /// Where journals are kept; none where the system names no folder for this user. It need not exist yet.
    pub fn state_dir(&self) -> Option<&PathBuf> {
        self.state_dir.as_ref()
    }
}

/// The date so many days after 1970-01-01, counted in eras of 400 years that begin in March, so that the leap day is
/// the last of a year.
fn day(since_epoch: u64) -> String {
    const DAYS_OF_ERA: u64 = 146_097;
    let since_march_of_0 = since_epoch + 719_468;
    let (era, of_era) = (since_march_of_0 / DAYS_OF_ERA, since_march_of_0 % DAYS_OF_ERA);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

fn user_state_dir(variable: &dyn Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let folder = |name: &str| variable(name).filter(|folder| folder.is_absolute());
    let base = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        folder("XDG_STATE_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/state")))
    };
    base.map(|base| base.join("linchpin"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Pool;

    #[test]
    fn in_tests_ids_count_up_and_the_clock_stands_still() {
        let env = Env::fixed(None);
        let ids = [env.new_id::<Pool>(), env.new_id::<Pool>()];
        assert_eq!(ids.map(|id| id.uuid().as_u128()), [1, 2]);
        assert_eq!(env.now(), env.now());
    }

    #[test]
    fn days_are_counted_over_leap_years() {
        assert_eq!(Env::fixed(None).today(), "2026-01-01");
        assert_eq!(
            [0, 11_016, 11_017, 19_782, 47_540].map(day),
            ["1970-01-01", "2000-02-29", "2000-03-01", "2024-02-29", "2100-02-28"]
        );
    }

    #[test]
    #[cfg(all(unix, not(target_os = "macos")))]
    fn a_relative_state_folder_does_not_count() {
        let with =
            |xdg: &str| user_state_dir(&|name| Some(PathBuf::from(if name == "HOME" { "/home/anna" } else { xdg })));
        assert_eq!(with("/var/state"), Some("/var/state/linchpin".into()));
        assert_eq!(with("state"), Some("/home/anna/.local/state/linchpin".into()));
        assert_eq!(user_state_dir(&|_| None), None);
    }
}
