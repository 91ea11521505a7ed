use super::{Draft, Refusal};
use crate::message;
use crate::model::{AnyId, Entity, Fqdn, Id, Row};
use crate::vendor::names;

/// Gives a row another name. A host name is followed by every row that names the same host: the computer of a
/// Standard Edition server, its local database, web names and addresses that repeat it.
pub(super) fn draft(draft: &mut Draft<'_>, id: AnyId, name: &str) -> Result<(), Refusal> {
    let name = name.trim();
    if name.is_empty() {
        return Err(unnamed(draft, id));
    }
    match id {
        AnyId::Deployment(id) => draft.edit(id, |row| {
            let old = std::mem::replace(&mut row.default_sip_domain, name.into());
            for domain in row.sip_domains.iter_mut().filter(|domain| domain.name.is(&old)) {
                domain.name = name.into();
            }
            // An address that the wizard made of the old name is made of the new one.
            let urls = &mut row.simple_urls;
            for (domain, meet) in urls.meet.iter_mut().filter(|(domain, _)| domain.is(&old)) {
                if *meet == names::meet_url(domain.as_str()) {
                    *meet = names::meet_url(name);
                }
                *domain = name.into();
            }
            if urls.dialin == names::dialin_url(old.as_str()) {
                urls.dialin = names::dialin_url(name);
            }
        }),
        AnyId::DataCentre(id) => draft.edit(id, |row| name.clone_into(&mut row.name)),
        AnyId::Site(id) => draft.edit(id, |row| name.clone_into(&mut row.name)),
        AnyId::BranchSite(id) => draft.edit(id, |row| name.clone_into(&mut row.name)),
        AnyId::Trunk(id) => draft.edit(id, |row| name.clone_into(&mut row.name)),
        AnyId::NetworkService(id) => draft.edit(id, |row| name.clone_into(&mut row.name)),
        AnyId::Link(_) => Err(Refusal::new(message!("a link is named after its two data centres"))),
        AnyId::Pool(id) => host(draft, id, |row| &mut row.fqdn, name),
        AnyId::Computer(id) => host(draft, id, |row| &mut row.fqdn, name),
        AnyId::Gateway(id) => {
            let old = draft.get(id)?.fqdn.clone();
            host(draft, id, |row| &mut row.fqdn, name)?;
            // The name of a root trunk is the gateway's until somebody gives it another.
            let trunks: Vec<_> = draft
                .topology()
                .trunks
                .iter()
                .filter(|(_, trunk)| trunk.gateway == id && trunk.name.eq_ignore_ascii_case(old.as_str()))
                .map(|(id, _)| id)
                .collect();
            trunks.into_iter().try_for_each(|id| draft.edit(id, |trunk| name.clone_into(&mut trunk.name)))
        }
        AnyId::WebAppsServer(id) => host(draft, id, |row| &mut row.fqdn, name),
        AnyId::SqlInstance(id) => {
            let (server, instance) = name.split_once('\\').unwrap_or((name, ""));
            if server.is_empty() {
                return Err(unnamed(draft, id.into())
                    .hint(message!(r"write the server and the instance, as sql1.contoso.com\rtc")));
            }
            draft.edit(id, |row| instance.clone_into(&mut row.instance))?;
            host(draft, id, |row| &mut row.fqdn, server)
        }
        AnyId::FileStore(id) => {
            let (server, share) = name.trim_start_matches('\\').split_once('\\').unwrap_or((name, ""));
            if share.is_empty() {
                return Err(Refusal::new(message!("{name} has no share", name))
                    .hint(message!(r"write the server and the share, as \\fs1.contoso.com\share")));
            }
            draft.edit(id, |row| share.clone_into(&mut row.share))?;
            host(draft, id, |row| &mut row.server, server)
        }
    }
}

fn unnamed(draft: &Draft<'_>, id: AnyId) -> Refusal {
    Refusal::new(message!("{old} needs a name", old = draft.topology().name(id)))
}

/// Gives a row another host name, also where it had none, and lets everything follow that named it.
fn host<T: Row>(
    draft: &mut Draft<'_>,
    id: Id<T>,
    name_of: impl FnOnce(&mut T) -> &mut Fqdn,
    new: &str,
) -> Result<(), Refusal> {
    let mut old = Fqdn::default();
    draft.edit(id, |row| old = std::mem::replace(name_of(row), new.into()))?;
    follow(draft, &old, new);
    Ok(())
}

fn follow(draft: &mut Draft<'_>, old: &Fqdn, new: &str) {
    let new = Fqdn::from(new);
    if old.is_empty() || *old == new {
        return;
    }
    let naming: Vec<Entity> = {
        let topology = draft.topology();
        topology.ids().filter_map(|id| topology.entity(id)).filter(|entity| entity.walk().mentions(old)).collect()
    };
    for mut entity in naming {
        entity.walk_mut().each_name(&mut |name| {
            if name.is(old) {
                name.clone_from(&new);
            }
        });
        draft.put_entity(entity);
    }
}

#[cfg(test)]
mod tests {
    use crate::edit::Command;
    use crate::edit::sample::{Sample, emea};
    use crate::model::{AnyId, AvailabilityGroup, Deployment, Fqdn, Id, Pool, Role, RoleKind, SqlHa, SqlNode};

    fn rename(entity: impl Into<AnyId>, name: &str) -> Command {
        Command::Rename { entity: entity.into(), name: name.to_owned() }
    }

    #[test]
    fn a_standard_edition_server_is_followed_by_computer_database_share_and_addresses() {
        let mut sample = Sample::new();
        let se = sample.standard_edition("se.contoso.com");
        let share = sample.share("se.contoso.com", "lync");
        sample.edit_front_end(se, |settings| {
            settings.web.external_fqdn = "se.contoso.com".into();
            settings.file_store = Some(share);
            settings.back_end.mirror_share = r"\\SE.contoso.com\mirror\a".into();
        });
        sample.edit(Deployment::ID, |row| row.simple_urls.admin = "https://se.contoso.com:443/cscp".to_owned());
        sample.perform(rename(se, "se2.contoso.com"));

        assert_eq!(sample.computers(se), ["se2.contoso.com"]);
        assert_eq!(sample.name(share), r"\\se2.contoso.com\lync");
        assert_eq!(sample.row(Deployment::ID).simple_urls.admin, "https://se2.contoso.com:443/cscp");
        let settings = sample.row(se).role.front_end().unwrap();
        assert_eq!(sample.name(settings.back_end.primary.unwrap()), r"se2.contoso.com\rtc");
        assert_eq!(settings.back_end.mirror_share.as_str(), r"\\se2.contoso.com\mirror\a");
        assert_eq!(settings.web.external_fqdn.as_str(), "se2.contoso.com");
        assert_eq!(sample.row(Deployment::ID).default_sip_domain.as_str(), "contoso.com");
    }

    #[test]
    fn names_that_only_begin_alike_stay() {
        let mut sample = Sample::new();
        let lon = sample.front_end("lon.contoso.com");
        sample.perform(rename(lon, "ldn.contoso.com"));
        assert_eq!(sample.computers(lon), ["lon1.contoso.com", "lon2.contoso.com", "lon3.contoso.com"]);
    }

    #[test]
    fn another_instance_name_is_that_instances_own_another_server_is_both_instances() {
        let mut sample = Sample::new();
        let (rtc, mon) = (sample.sql(r"sql1.contoso.com\rtc"), sample.sql(r"sql1.contoso.com\mon"));
        sample.perform(rename(rtc, r"sql1.contoso.com\lync"));
        assert_eq!([sample.name(rtc), sample.name(mon)], [r"sql1.contoso.com\lync", r"sql1.contoso.com\mon"]);
        sample.perform(rename(mon, r"sql9.contoso.com\mon"));
        assert_eq!([sample.name(rtc), sample.name(mon)], [r"sql9.contoso.com\lync", r"sql9.contoso.com\mon"]);
    }

    #[test]
    fn a_replica_of_an_availability_group_follows_its_server() {
        let mut sample = Sample::new();
        let listener = sample.sql("aglistener.contoso.com");
        let node = sample.sql("node1.contoso.com");
        sample.edit(listener, |row| {
            let nodes = vec![SqlNode { fqdn: "node1.contoso.com".into(), ..SqlNode::default() }];
            row.ha = SqlHa::AvailabilityGroup(AvailabilityGroup { nodes, ..AvailabilityGroup::default() });
        });
        sample.perform(rename(node, "node7.contoso.com"));
        let SqlHa::AvailabilityGroup(group) = &sample.row(listener).ha else { panic!("it was one") };
        assert_eq!(group.nodes[0].fqdn.as_str(), "node7.contoso.com");
    }

    #[test]
    fn a_file_server_takes_its_other_shares_along() {
        let mut sample = Sample::new();
        let (a, b) = (sample.share("fs1.contoso.com", "a"), sample.share("fs1.contoso.com", "b"));
        sample.perform(rename(a, r"\\fs2.contoso.com\c"));
        assert_eq!([sample.name(a), sample.name(b)], [r"\\fs2.contoso.com\c", r"\\fs2.contoso.com\b"]);
    }

    #[test]
    fn a_dfs_namespace_is_no_sip_domain() {
        let mut sample = Sample::new();
        let dfs = sample.share("contoso.com", "dfs");
        sample.perform(rename(dfs, r"\\fs1.contoso.com\dfs"));
        let row = sample.row(Deployment::ID);
        assert_eq!(*row, Deployment::new(row.product, &"contoso.com".into()));
    }

    #[test]
    fn the_root_trunk_keeps_the_name_of_its_gateway_until_it_has_one_of_its_own() {
        let mut sample = Sample::new();
        let gateway = sample.gateway("gw.contoso.com");
        let root: Id<crate::model::Trunk> = gateway.part("root trunk");
        sample.perform(rename(gateway, "gw2.contoso.com"));
        assert_eq!(sample.name(root), "gw2.contoso.com");
        sample.perform(rename(root, "to the PSTN"));
        sample.perform(rename(gateway, "gw3.contoso.com"));
        assert_eq!(sample.name(root), "to the PSTN");
    }

    #[test]
    fn another_sip_domain_is_followed_by_the_addresses_the_wizard_made_of_it() {
        let mut sample = Sample::new();
        sample.perform(rename(Deployment::ID, "fabrikam.com"));
        let row = sample.row(Deployment::ID);
        assert_eq!(*row, Deployment::new(row.product, &"fabrikam.com".into()));
    }

    #[test]
    fn an_address_somebody_typed_survives_another_sip_domain() {
        let mut sample = Sample::new();
        sample.edit(Deployment::ID, |row| row.simple_urls.dialin = "https://call.contoso.com".to_owned());
        sample.perform(rename(Deployment::ID, "fabrikam.com"));
        assert_eq!(sample.row(Deployment::ID).simple_urls.dialin, "https://call.contoso.com");
    }

    #[test]
    fn what_had_no_name_yet_gets_one_and_nothing_else_without_a_name_does() {
        let mut sample = Sample::new();
        let nameless = Pool::new("", emea(), crate::vendor::Product::S15, RoleKind::Edge.with_defaults());
        let (a, b) = (Id::derived("a"), Id::derived("b"));
        sample.put(a, nameless.clone());
        sample.put(b, nameless);
        sample.perform(rename(a, "edge.contoso.com"));
        assert_eq!([sample.name(a), sample.name(b)], ["edge.contoso.com", ""]);
        let Role::Edge(settings) = &sample.row(a).role else { panic!("it was one") };
        assert_eq!(settings.access.fqdn, Fqdn::default());
    }

    #[test]
    fn a_name_may_change_in_case_only() {
        let mut sample = Sample::new();
        let se = sample.standard_edition("se.contoso.com");
        sample.perform(rename(se, "SE.contoso.com"));
        assert_eq!(sample.computers(se), ["SE.contoso.com"]);
    }

    #[test]
    fn what_is_no_name_is_refused() {
        let mut sample = Sample::new();
        let (sql, share) = (sample.sql(r"sql1.contoso.com\rtc"), sample.share("fs1.contoso.com", "lync"));
        assert_eq!(sample.refusal(rename(emea(), "  ")), "EMEA needs a name");
        assert_eq!(
            sample.refusal(rename(sql, r"\rtc")),
            r"sql1.contoso.com\rtc needs a name (write the server and the instance, as sql1.contoso.com\rtc)"
        );
        assert_eq!(
            sample.refusal(rename(share, r"\\fs1.contoso.com")),
            r"\\fs1.contoso.com has no share (write the server and the share, as \\fs1.contoso.com\share)"
        );
    }
}
