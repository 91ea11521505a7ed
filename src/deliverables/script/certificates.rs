//! The certificates of the servers inside: asked for with the names of the sheet, and assigned.

use super::pools;
use super::step::{Code, Script, Step, call, is_one_of, raw, script, text, texts};
use crate::deliverables::sheet::names_on_certificates;
use crate::model::{Document, Pool, Role, SurvivableBranchKind};
use crate::vendor::cmdlet;

/// What a pool's servers use certificates for, where they get one from the authority inside.
fn certificate_types(role: &Role) -> &'static [&'static str] {
    match role {
        Role::FrontEnd(_) | Role::StandardEdition(_) | Role::Director(_) => {
            &["Default", "WebServicesInternal", "WebServicesExternal"]
        }
        Role::Mediation(_) | Role::PersistentChat(_) | Role::VideoInterop(_) => &["Default"],
        Role::SurvivableBranch(branch) if branch.kind == SurvivableBranchKind::Server => &["Default"],
        Role::Edge(_) | Role::TrustedApplication(_) | Role::SurvivableBranch(_) | Role::Foreign(_) => &[],
    }
}

/// One certificate for all that a server is used for, and one for tokens between servers.
pub(super) fn server_certificates(document: &Document) -> Script {
    let topology = &document.topology;
    let to_name = names_on_certificates(document);
    let mut steps = Vec::new();
    for (id, pool) in pools(topology) {
        let types = certificate_types(&pool.role);
        let names: Vec<_> = topology.computers_of(pool).map(|(_, computer)| computer.fqdn.to_string()).collect();
        if types.is_empty() || names.is_empty() {
            continue;
        }
        let own = || texts(types.iter().map(|&word| word.to_owned()));
        let is_assigned = raw("Test-Assigned ").and(own());
        let to_name = To::Servers(to_name.get(&id).map_or(&[], Vec::as_slice));
        steps.extend(certificate(pool, &names, &types.join(", "), own, &is_assigned, to_name));
        if topology.deployment().central_management == Some(id) {
            const TOKENS: &str = "OAuthTokenIssuer";
            let there = call!(GET_CERTIFICATE, Type = text(TOKENS), Identity = text("Global"));
            let is_assigned = raw("@(").and(there).and(raw(").Count -gt 0"));
            steps.extend(certificate(pool, &names, TOKENS, || text(TOKENS), &is_assigned, To::Deployment));
        }
    }
    Script {
        parameters: "    [Parameter(Mandatory = $true)] [string] $CertificateAuthority,\n",
        ..script(
            "10-server-certificates",
            "On every server inside, when Bootstrapper.exe has run. -CertificateAuthority is server\\name, as certutil prints it.",
            steps,
        )
    }
}

/// What a certificate belongs to.
#[derive(Clone, Copy)]
enum To<'a> {
    /// The servers of a pool, which have these names beside their own.
    Servers(&'a [String]),
    /// All servers at once.
    Deployment,
}

/// Asks for a certificate, and assigns it; the authority may let wait for it in between.
fn certificate(
    pool: &Pool,
    names: &[String],
    what: &str,
    types: impl Fn() -> Code,
    is_assigned: &Code,
    to: To<'_>,
) -> [Step; 2] {
    let name = || text(format!("{} {what}", pool.fqdn));
    let is_there = || raw("Get-OwnCertificate ").and(name());
    let ask = call!(REQUEST_CERTIFICATE, New, Type = types(), CA = raw("$CertificateAuthority"), FriendlyName = name());
    let ask = match to {
        To::Servers(names) => {
            ask.with(const { cmdlet::REQUEST_CERTIFICATE.parameter("DomainName") }, text(names.join(",")))
        }
        To::Deployment => ask,
    };
    let assign = call!(SET_CERTIFICATE, Type = types(), Thumbprint = raw("(").and(is_there()).and(raw(").Thumbprint")));
    let assign = match to {
        To::Deployment => assign.with(const { cmdlet::SET_CERTIFICATE.parameter("Identity") }, text("Global")),
        To::Servers(_) => assign,
    };
    let here = || Step { product: Some(pool.product), when: Some(is_one_of(names.to_vec())), ..Step::default() };
    [
        Step {
            title: format!("Request a certificate of {} for {what}", pool.fqdn),
            source: "PS:Request-CsCertificate, L:certificate-requirements-for-internal-servers",
            inferred: match to {
                To::Deployment => {
                    "that there is such a type, for the list of the page is not complete; that the certificate is then in the store of the computer, under its friendly name; its names are the cmdlet's"
                }
                To::Servers(_) => {
                    "that the certificate is then in the store of the computer, under its friendly name; the names are those of the sheet of certificates, the cmdlet adds the server's own"
                }
            },
            done: Some(raw("(").and(is_assigned.clone()).and(raw(") -or (")).and(is_there()).and(raw(")"))),
            run: vec![ask],
            ..here()
        },
        Step {
            title: format!("Assign the certificate of {} for {what}", pool.fqdn),
            source: "PS:Set-CsCertificate, PS:Get-CsCertificate",
            ready: Some(raw("(").and(is_assigned.clone()).and(raw(") -or (")).and(is_there()).and(raw(")"))),
            missing: "the authority has not issued it yet: retrieve it with Request-CsCertificate -Retrieve",
            done: Some(is_assigned.clone()),
            run: vec![assign],
            ..here()
        },
    ]
}
