//! The deployment as a whole, as "Edit properties" of the topology asks.
//! Source: `L:define-and-configure-a-topology-in-topology-builder`.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::words;
use crate::message;
use crate::model::{Deployment, Fqdn, Role, SipDomain, field};
use crate::ui::widgets::{ListEdit, ListEditor, ListWords};
use crate::vendor::{Product, names, recovery};

/// Draws the page of the deployment. It stands in the document or not; its defaults are the same.
pub(super) fn page_ui(ui: &mut Ui, form: &mut Form<'_>) {
    let topology = form.cx.topology();
    let deployment = topology.deployment();
    let title = deployment.default_sip_domain.as_str();
    form.title_ui(ui, if title.is_empty() { "—" } else { title }, deployment.product.title());
    let mut row = deployment.clone();

    form.heading(ui, &message!("SIP domains"));
    primary_domain_ui(ui, form, &mut row);
    additional_domains_ui(ui, form, &mut row);
    simple_urls_ui(ui, form, &mut row);

    form.heading(ui, &message!("Product"));
    form.option(ui, name(message!("Product of new pools")).at(field::PRODUCT), &mut row.product, &words::products());
    form.heading(ui, &message!("Central Management Server"));
    let homes_users = |role: &Role| role.front_end().is_some();
    let label = name(message!("Central Management pool")).at(field::CENTRAL_MANAGEMENT);
    form.pick_pool(ui, label, &mut row.central_management, homes_users);

    form.heading(ui, &message!("Federation"));
    let routes = |role: &Role| matches!(role, Role::Edge(_) | Role::Director(_));
    let label = name(message!("Federation route")).at(field::FEDERATION_ROUTE);
    form.pick_pool(ui, label, &mut row.federation_route, routes);
    if row.xmpp_route.is_some() || matches!(row.product, Product::L13 | Product::S15) {
        let label = name(message!("XMPP federation route")).at(field::XMPP_ROUTE);
        form.pick_pool(ui, label, &mut row.xmpp_route, |role| matches!(role, Role::Edge(_)));
    }
    checks_ui(ui, form, &mut row);
    form.put(ui, Deployment::ID, deployment, row);
}

fn primary_domain_ui(ui: &mut Ui, form: &mut Form<'_>, row: &mut Deployment) {
    let label = name(message!("Primary SIP domain")).at(field::DEFAULT_SIP_DOMAIN);
    if form.cx.topology().deployments.contains(Deployment::ID) {
        form.rename(ui, label, Deployment::ID, row.default_sip_domain.as_str());
    } else if form.text(ui, label, &mut row.default_sip_domain) {
        *row = Deployment::new(row.product, &row.default_sip_domain);
    }
}

fn additional_domains_ui(ui: &mut Ui, form: &mut Form<'_>, row: &mut Deployment) {
    let cx = form.cx;
    let additional: Vec<usize> =
        (0..row.sip_domains.len()).filter(|n| !row.sip_domains[*n].name.is(&row.default_sip_domain)).collect();
    let lines: Vec<String> = additional.iter().map(|n| row.sip_domains[*n].name.to_string()).collect();
    let label = cx.text(&message!("Additional supported SIP domains"));
    let add = cx.text(&message!("+ Add SIP domain"));
    let words = ListWords {
        name: &|line| cx.text(&message!("SIP domain {line}", line)),
        reorder: None,
        open: None,
        remove: &|line| cx.text(&message!("Remove {line}", line)),
        add: Some(&add),
    };
    let worst = form.worst(Some(field::SIP_DOMAINS));
    let drawn = ui.scope(|ui| {
        let list = ListEditor::new(&label, &lines, words).worst(worst);
        list.show(ui, cx.theme, &mut form.state.drafts)
    });
    form.said(ui, Some(field::SIP_DOMAINS), drawn.response.rect, None);
    match drawn.inner {
        Some(ListEdit::Rename(line, text)) => {
            let domain = &mut row.sip_domains[additional[line]];
            let old = std::mem::replace(&mut domain.name, text.as_str().into());
            row.simple_urls.meet.retain(|(of, _)| !of.is(&old));
            row.simple_urls.meet.push((text.as_str().into(), names::meet_url(&text)));
        }
        Some(ListEdit::Remove(line)) => {
            let gone = row.sip_domains.remove(additional[line]);
            row.simple_urls.meet.retain(|(of, _)| !of.is(&gone.name));
        }
        Some(ListEdit::Add) => row.sip_domains.push(SipDomain::new(Fqdn::default())),
        Some(ListEdit::Move { .. } | ListEdit::Open(_)) | None => {}
    }
}

fn simple_urls_ui(ui: &mut Ui, form: &mut Form<'_>, row: &mut Deployment) {
    form.heading(ui, &message!("Simple URLs"));
    let mut first = true;
    for domain in &row.sip_domains {
        let default = names::meet_url(domain.name.as_str());
        let urls = &mut row.simple_urls.meet;
        let place = urls.iter().position(|(of, _)| of.is(&domain.name));
        let mut url = place.map(|place| urls[place].1.clone()).unwrap_or_default();
        let label = name(message!("Meeting URL of {domain}", domain = domain.name.as_str()));
        let label = if std::mem::take(&mut first) { label.at(field::SIMPLE_URLS) } else { label };
        if form.text(ui, label.hint(message!("{default}", default)), &mut url) {
            match place {
                Some(place) => urls[place].1 = url,
                None => urls.push((domain.name.clone(), url)),
            }
        }
    }
    let default = names::dialin_url(row.default_sip_domain.as_str());
    form.text(ui, name(message!("Dial-in URL")).hint(message!("{default}", default)), &mut row.simple_urls.dialin);
    let label = name(message!("Administrative access URL")).hint(message!("optional"));
    form.text(ui, label, &mut row.simple_urls.admin);
}

fn checks_ui(ui: &mut Ui, form: &mut Form<'_>, row: &mut Deployment) {
    form.for_checks(ui, |form, ui| {
        let label = name(message!("Prepare first Standard Edition server")).at(field::PREPARE_FIRST_SERVER);
        form.option(ui, label, &mut row.prepare_first_server, &words::prepare_first_server());
        form.yes_no(
            ui,
            name(message!("meet and dialin answer by place (geo DNS)")).at(field::GEO_DNS),
            &mut row.geo_dns,
        );
        let default = recovery::BACKUP_SYNC_INTERVAL_SECS.value / 60;
        let label = name(message!("Backup service interval, minutes"))
            .at(field::BACKUP_SYNC_MINUTES)
            .hint(message!("{default}", default));
        form.text(ui, label, &mut row.backup_sync_minutes);
        for domain in &mut row.sip_domains {
            let of = domain.name.as_str();
            let authoritative = message!("{of} is authoritative", of);
            let with_sub_domains = message!("{of} allows subdomains", of);
            form.check(ui, name(authoritative), &mut domain.authoritative);
            form.check(ui, name(with_sub_domains), &mut domain.allow_sub_domains);
        }
    });
}
