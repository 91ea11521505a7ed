use super::{Draft, Refusal};
use crate::message;
use crate::model::{AnyId, Entity, Fqdn};

/// Gives a row another name. A host name is followed by every row that names the same host: the computer of a
/// Standard Edition server, its local database, web names and addresses that repeat it.
pub(super) fn draft(draft: &mut Draft<'_>, id: AnyId, name: &str) -> Result<(), Refusal> {
    let name = name.trim();
    if name.is_empty() {
        let old = draft.topology().name(id);
        return Err(Refusal::new(message!("{old} needs a name", old)));
    }
    match id {
        AnyId::Deployment(id) => draft.edit(id, |row| {
            let old = std::mem::replace(&mut row.default_sip_domain, name.into());
            for domain in row.sip_domains.iter_mut().filter(|domain| domain.name.is(&old)) {
                domain.name = name.into();
            }
        }),
        AnyId::DataCentre(id) => draft.edit(id, |row| name.clone_into(&mut row.name)),
        AnyId::Site(id) => draft.edit(id, |row| name.clone_into(&mut row.name)),
        AnyId::BranchSite(id) => draft.edit(id, |row| name.clone_into(&mut row.name)),
        AnyId::Trunk(id) => draft.edit(id, |row| name.clone_into(&mut row.name)),
        AnyId::NetworkService(id) => draft.edit(id, |row| name.clone_into(&mut row.name)),
        AnyId::Link(_) => Err(Refusal::new(message!("a link is named after its two data centres"))),
        AnyId::Pool(id) => follow(draft, &draft.get(id)?.fqdn.clone(), name),
        AnyId::Computer(id) => follow(draft, &draft.get(id)?.fqdn.clone(), name),
        AnyId::Gateway(id) => {
            let old = draft.get(id)?.fqdn.clone();
            follow(draft, &old, name)?;
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
        AnyId::WebAppsServer(id) => follow(draft, &draft.get(id)?.fqdn.clone(), name),
        AnyId::SqlInstance(id) => {
            let (host, instance) = name.split_once('\\').unwrap_or((name, ""));
            draft.edit(id, |row| instance.clone_into(&mut row.instance))?;
            follow(draft, &draft.get(id)?.fqdn.clone(), host)
        }
        AnyId::FileStore(id) => {
            let (server, share) = name.trim_start_matches('\\').split_once('\\').unwrap_or((name, ""));
            if share.is_empty() {
                return Err(Refusal::new(message!("{name} has no share", name))
                    .hint(message!(r"write the server and the share, as \\fs1.contoso.com\share")));
            }
            draft.edit(id, |row| share.clone_into(&mut row.share))?;
            follow(draft, &draft.get(id)?.server.clone(), server)
        }
    }
}

fn follow(draft: &mut Draft<'_>, old: &Fqdn, new: &str) -> Result<(), Refusal> {
    let new = Fqdn::from(new);
    if old.is_empty() || *old == new {
        return Ok(());
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
    Ok(())
}
