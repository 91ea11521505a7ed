use std::collections::BTreeSet;

use crate::model::{Fqdn, RoleKind, Topology};

/// The names that are taken, and the domain of new ones.
#[derive(Debug)]
pub struct Names {
    taken: BTreeSet<String>,
    domain: String,
}

impl Names {
    /// Those of all rows.
    pub fn of(topology: &Topology) -> Self {
        let taken = topology.ids().map(|id| topology.name(id)).map(|name| {
            // Of `host\instance` and `\\server\share`, the host is what is taken.
            let host = name.trim_start_matches('\\');
            host.split('\\').next().unwrap_or(host).to_lowercase()
        });
        let domain = topology.deployment().default_sip_domain.to_string();
        let domain = if domain.is_empty() { "contoso.com".to_owned() } else { domain };
        Self { taken: taken.collect(), domain }
    }

    /// `London 2`, if there is a `London 1`.
    pub fn free_label(&self, stem: &str) -> String {
        self.first_free(|n| format!("{stem} {n}"))
    }

    /// `sql3.contoso.com`, if there are `sql1` and `sql2`.
    pub fn free_host(&self, stem: &str) -> Fqdn {
        Fqdn::new(self.first_free(|n| format!("{stem}{n}.{}", self.domain)))
    }

    /// The next computer of a pool: the name of its last one counted on.
    pub fn next_like(&self, like: &str) -> Fqdn {
        let (host, domain) = like.split_once('.').unwrap_or((like, &self.domain));
        let stem = host.trim_end_matches(|letter: char| letter.is_ascii_digit());
        Fqdn::new(self.first_free(|n| format!("{stem}{n}.{domain}")))
    }

    /// The name of a copy: `sql3` of `sql2`, as [`next_like`](Self::next_like) has it; `lon-fe-2` of `lon-fe`, which is
    /// no server's name.
    pub fn next_copy(&self, of: &Fqdn) -> Fqdn {
        let (host, domain) = (of.host(), of.domain());
        if host.ends_with(|letter: char| letter.is_ascii_digit()) {
            return self.next_like(of.as_str());
        }
        let dot = if domain.is_empty() { "" } else { "." };
        Fqdn::new(
            (2..).map(|n| format!("{host}-{n}{dot}{domain}")).find(|name| !self.is_taken(name)).unwrap_or_default(),
        )
    }

    /// Whether something is called that.
    pub fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(&name.to_lowercase())
    }

    /// Gives the name to something.
    pub fn take(&mut self, name: &Fqdn) {
        self.taken.insert(name.key());
    }

    fn first_free(&self, name: impl Fn(u32) -> String) -> String {
        (1..).map(name).find(|name| !self.is_taken(name)).unwrap_or_default()
    }

    /// A name for a pool and for the computers it begins with.
    pub fn pool(&self, role: RoleKind) -> (Fqdn, Vec<Fqdn>) {
        let (stem, n_computers) = match role {
            RoleKind::StandardEdition => ("se", 0),
            RoleKind::SurvivableBranch => ("sba", 0),
            RoleKind::FrontEnd => ("fe", 3),
            RoleKind::Director => ("dir", 2),
            RoleKind::Edge => ("edge", 2),
            RoleKind::Mediation => ("med", 2),
            RoleKind::PersistentChat => ("chat", 2),
            RoleKind::TrustedApplication => ("app", 1),
            RoleKind::VideoInterop => ("vis", 2),
            RoleKind::Foreign => ("srv", 1),
        };
        if n_computers == 0 {
            let fqdn = self.free_host(stem);
            return (fqdn.clone(), vec![fqdn]);
        }
        let mut names = Self { taken: self.taken.clone(), domain: self.domain.clone() };
        let computers = (0..n_computers)
            .map(|_| {
                let fqdn = names.free_host(stem);
                names.take(&fqdn);
                fqdn
            })
            .collect();
        (self.free_host(&format!("{stem}-pool")), computers)
    }
}
