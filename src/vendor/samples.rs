//! The vendor's sample documents, read just far enough to test the tables against them. They are not in the repository:
//! the environment variable `LINCHPIN_SAMPLES` names their folder, and without it there are none.

use std::{env, fs, path::Path};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

pub(super) const TOPOLOGY_BUILDER: &str = "Contoso.tbxml";
pub(super) const PUBLISHED: &str = "DefaultTopology_Skype.xml";

#[derive(Default)]
pub(super) struct SampleService {
    pub(super) file: &'static str,
    pub(super) role_name: String,
    pub(super) role_version: String,
    pub(super) type_name: Option<String>,
    pub(super) extension: Option<String>,
    /// Role names.
    pub(super) depends_on: Vec<String>,
    /// Elements as written, without brackets.
    pub(super) ports: Vec<String>,
    /// Web components or conferencing units.
    pub(super) components: Vec<String>,
}

pub(super) fn texts() -> Vec<(&'static str, String)> {
    let Ok(folder) = env::var("LINCHPIN_SAMPLES") else {
        println!("skipped: LINCHPIN_SAMPLES is not set");
        return Vec::new();
    };
    let read = |file| (file, fs::read_to_string(Path::new(&folder).join(file)).unwrap());
    [TOPOLOGY_BUILDER, PUBLISHED].map(read).into()
}

pub(super) fn services() -> impl Iterator<Item = SampleService> {
    texts().into_iter().flat_map(|(file, text)| {
        let services = services_of(file, &text);
        assert!(services.len() > 10, "{file} has {} services", services.len());
        services
    })
}

fn services_of(file: &'static str, text: &str) -> Vec<SampleService> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open: Vec<String> = Vec::new();
    let mut services: Vec<SampleService> = Vec::new();
    // A Topology Builder file refers to a service by its id, which may come later.
    let mut ids: Vec<(String, String)> = Vec::new();
    loop {
        let (element, is_empty) = match reader.read_event().unwrap() {
            Event::Start(element) => (element, false),
            Event::Empty(element) => (element, true),
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let name = element.name().as_ref().to_owned();
        let parent = open.last().map_or("", String::as_str);
        if name == "Service" {
            services.push(SampleService {
                file,
                role_name: attribute(&element, "RoleName").unwrap_or_default(),
                role_version: attribute(&element, "RoleVersion").unwrap(),
                type_name: attribute(&element, "Type"),
                ..SampleService::default()
            });
            ids.extend(attribute(&element, "UniqueId").zip(attribute(&element, "RoleName")));
        } else if let Some(service) = services.last_mut() {
            match (parent, name.as_str()) {
                ("Service", "ServiceId") => service.role_name = attribute(&element, "RoleName").unwrap(),
                ("Service", "DependsOn" | "InstalledOn" | "Ports") => {}
                ("Service", extension) => service.extension = Some(extension.to_owned()),
                ("DependsOn", "Dependency") => service.depends_on.extend(attribute(&element, "ServiceUniqueId")),
                ("Dependency", "ServiceId") => service.depends_on.extend(attribute(&element, "RoleName")),
                ("Ports", "Port") => service.ports.push(element.trim().to_owned()),
                (_, "Component" | "MCU") => service.components.extend(attribute(&element, "ComponentName")),
                _ => {}
            }
        }
        if !is_empty {
            open.push(name);
        }
    }
    for target in services.iter_mut().flat_map(|service| &mut service.depends_on) {
        if let Some((_, role_name)) = ids.iter().find(|(id, _)| id == target) {
            target.clone_from(role_name);
        }
    }
    services
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    Some(element.try_get_attribute(name).unwrap()?.value.into_owned())
}
