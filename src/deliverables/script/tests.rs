use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

use tree_sitter::{Node, Parser, Tree};

use super::lexer::{Token, powershell_tokens, transact_sql_tokens};
use super::*;
use crate::checks::Review;
use crate::deliverables::{
    Subject,
    dialogs::{Dialogs, is_scripted},
    find,
};
use crate::format::{self, Feature, Format};
use crate::model::Document;
use crate::templates;
use crate::vendor::cmdlet::CMDLETS;
use crate::work::Cancel;

fn template(name: &str) -> Document {
    templates::find(name).unwrap().document()
}

/// All files, one after the other: the prelude and what asks are the same in all, and shown once.
fn golden(document: &Document) -> String {
    let mut all = String::new();
    for file in scripts(document).unwrap() {
        let at = file.text.find("\n# ").filter(|_| file.name.ends_with(".ps1")).unwrap_or_default();
        all.push_str(&format!("==== {}\n{}\n", file.name, file.text[at..].trim_start()));
    }
    all.push_str("==== by-hand.md\n");
    all.push_str(&by_hand(document).unwrap());
    all
}

/// What no template has: a pool of an older product with a mirror, a failover cluster, a branch server, trusted
/// applications, Video Interop, two SIP domains, an admin page, a route of XMPP, an interval of the backup service.
fn odds_and_ends() -> Document {
    let sketch = r"
deployment contoso.com
  product 2015
  sip-domain fabrikam.com
  meet contoso.com https://meet.contoso.com
  meet fabrikam.com https://meet.contoso.com/fabrikam
  dialin https://dialin.contoso.com
  admin https://admin.contoso.com
  central-management ams-fe
  federation-route ams-edge
  xmpp-route ams-edge
  backup-sync 5
site Amsterdam
  default-chat-pool ams-chat
  front-end ams-fe
    computers 2
    features conferencing voice archiving
    back-end ams-vsql\rtc
    archiving-store ams-sql9
    file-store \\ams-fs\lync
    web internal ams-webint external ams-web
  front-end old-fe product 2013
    computers 2
    back-end old-sql1\rtc mirror old-sql2\rtc
  sql ams-vsql\rtc
    cluster ams-sql1 ams-sql2
  edge ams-edge
    computers ams-edge1 ams-edge2
    external access.contoso.com webcon.contoso.com av.contoso.com
    federation
    xmpp
    next-hop ams-fe
  persistent-chat ams-chat
    next-hop ams-fe
    chat-store ams-sql8\chat
    file-store \\ams-fs\chat
  mediation ams-med
    computers 2
    next-hop ams-fe
  video-interop ams-vis
    next-hop ams-fe
  trusted-application ams-apps
    computers ams-app1 ams-app2
    next-hop ams-fe
    user-pool ams-fe
    application reception 6001
  gateway ams-gw
    trunk ams-gw to ams-med
  branch-site Utrecht
    survivable-branch utr-sbs
      server
      registrar ams-fe
site Dublin
  front-end dub-fe
    computers 2
    back-end dub-sql1\rtc mirror dub-sql2\rtc witness dub-sql3 share \\dub-fs\mirroring
pair ams-fe dub-fe
";
    format::read(sketch.as_bytes()).unwrap().document
}

#[test]
fn a_standard_edition_server_is_deployed_so() {
    insta::assert_snapshot!(golden(&template("standard-edition")));
}

#[test]
fn a_mirrored_pool_is_deployed_so() {
    insta::assert_snapshot!(golden(&template("enterprise-mirrored")));
}

#[test]
fn two_data_centres_are_deployed_so() {
    insta::assert_snapshot!(golden(&template("two-data-centres")));
}

#[test]
fn a_stretched_chat_pool_is_deployed_so() {
    insta::assert_snapshot!(golden(&template("stretched-chat")));
}

#[test]
fn an_availability_group_is_deployed_so() {
    insta::assert_snapshot!(golden(&template("availability-group-2019")));
}

#[test]
fn what_no_template_has_is_deployed_so() {
    insta::assert_snapshot!(golden(&odds_and_ends()));
}

/// What the vendor's file leaves out is done where it is due, by a script or by steps of the page; the rest is told.
#[test]
fn the_page_has_every_step_of_what_the_file_is_written_without() {
    for (name, document) in samples() {
        let page = by_hand(&document).unwrap();
        let (steps, rest) = page.split_once("## What else the published").unwrap_or((&page, ""));
        let dialogs = Dialogs { topology: &document.topology };
        for item in format::write(&document, Format::Published).unwrap().account.left_out {
            let of_item = dialogs.steps(&item);
            let is_in_sheet = matches!(item.feature, Feature::SqlPort | Feature::MirrorPort);
            if of_item.is_empty() && !is_scripted(item.feature) && !is_in_sheet && !item.name.is_empty() {
                assert!(rest.contains(&item.feature.help().to_string()), "{name}: {item:?}");
            }
            let is_due_in_topology_builder = !matches!(item.feature, Feature::SqlPort | Feature::VoiceFailover);
            for step in of_item.iter().filter(|_| is_due_in_topology_builder) {
                assert!(steps.contains(step.as_str()), "{name}: {step}");
            }
            assert!(of_item.iter().all(|step| !rest.contains(step.as_str())), "{name}: {item:?}");
        }
    }
}

/// The names that are asked for, the server's own beside them, are those of its rows in the sheet. In the faulty
/// templates a server stands in two pools.
#[test]
fn a_certificate_is_asked_for_with_the_names_of_the_sheet() {
    for (name, document) in samples().into_iter().filter(|(name, _)| !name.ends_with("-faulty")) {
        let (review, cancel) = (Review::default(), Cancel::default());
        let subject = Subject::new(&document, &review, "2026-01-31", "design", &cancel);
        let sheet = find("certificates").and_then(|it| it.as_file("csv")).unwrap().make(&subject).unwrap();
        let sheet = String::from_utf8(sheet).unwrap();
        let mut rows =
            csv::ReaderBuilder::new().flexible(true).from_reader(sheet.trim_start_matches('\u{feff}').as_bytes());
        let mut of_server: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in rows.records().map(Result::unwrap).filter(|row| row.len() > 5 && row[0].starts_with("CE")) {
            of_server
                .entry(row[2].to_owned())
                .or_default()
                .extend(row[5].split(", ").filter(|san| !san.is_empty()).map(str::to_owned));
        }
        let scripts = scripts(&document).unwrap();
        let mut n_asked = 0;
        for script in scripts.iter().filter(|script| script.name.starts_with("10-server-certificates")) {
            for step in script.text.split("Invoke-Step @{").filter(|step| step.contains("-DomainName")) {
                let quoted = |from: &str, to: &str| {
                    let (_, rest) = step.split_once(from).unwrap();
                    rest.split_once(to).unwrap().0.to_owned()
                };
                let asked: BTreeSet<String> = quoted("-DomainName '", "'").split(',').map(str::to_owned).collect();
                for server in quoted("Test-ThisComputer @(", ")").split(", ").map(|server| server.trim_matches('\'')) {
                    let mut with_own = asked.clone();
                    with_own.insert(server.to_owned());
                    assert_eq!(Some(&with_own), of_server.get(server), "{name}: {server}");
                    n_asked += 1;
                }
            }
        }
        assert!(n_asked > 0, "{name}");
    }
}

#[test]
fn the_page_names_every_script_once_it_is_due_and_no_other() {
    for (name, document) in samples() {
        let page = by_hand(&document).unwrap();
        let files = scripts(&document).unwrap();
        for file in &files {
            assert!(page.contains(&file.name), "{} of {name}", file.name);
        }
        let said = page.split(|c: char| !(c.is_ascii_alphanumeric() || "-.".contains(c)));
        for word in said.filter(|word| word.ends_with(".ps1") || word.ends_with(".sql")) {
            assert!(files.iter().any(|file| file.name == word), "{word} of {name}");
        }
        let runs: Vec<_> = page.lines().filter_map(|line| line.strip_prefix("Then run ")?.get(..2)).collect();
        assert!(runs.is_sorted(), "{name}: {runs:?}");
    }
}

#[test]
fn a_whole_script_reads_so() {
    let files = scripts(&template("standard-edition")).unwrap();
    let file = files.iter().find(|file| file.name == "03-publish.ps1").unwrap();
    insta::assert_snapshot!(file.text);
}

/// A script as a grammar of PowerShell reads it that is not ours.
fn parsed(script: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).unwrap();
    parser.parse(script, None).unwrap()
}

/// Every node of a tree, from above.
fn each_node<'t>(node: Node<'t>, visit: &mut dyn FnMut(Node<'t>)) {
    visit(node);
    let mut cursor = node.walk();
    let children: Vec<_> = node.children(&mut cursor).collect();
    children.into_iter().for_each(|child| each_node(child, visit));
}

/// The lines at which the grammar does not know what to make of a script.
fn unreadable(script: &str) -> Vec<String> {
    let mut lines = Vec::new();
    each_node(parsed(script).root_node(), &mut |node| {
        if node.is_error() || node.is_missing() {
            let row = node.start_position().row;
            lines.push(format!("{}: {}", row + 1, script.lines().nth(row).unwrap_or_default()));
        }
    });
    lines
}

/// The commands of a script with their parameters, and the functions that it has.
fn commands_in(script: &str) -> (Vec<(String, Vec<String>)>, Vec<String>) {
    let tree = parsed(script);
    let text = |node: Node| node.utf8_text(script.as_bytes()).unwrap().to_owned();
    let (mut commands, mut functions) = (Vec::new(), Vec::new());
    each_node(tree.root_node(), &mut |node| match node.kind() {
        "function_name" => functions.push(text(node)),
        "command" => {
            let Some(name) = node.child_by_field_name("command_name").filter(|name| name.kind() == "command_name")
            else {
                return;
            };
            let mut parameters = Vec::new();
            if let Some(elements) = node.child_by_field_name("command_elements") {
                let mut cursor = elements.walk();
                let named = elements.children(&mut cursor).filter(|child| child.kind() == "command_parameter");
                parameters
                    .extend(named.map(|child| text(child).trim_start_matches('-').trim_end_matches(':').to_owned()));
            }
            commands.push((text(name), parameters));
        }
        _ => {}
    });
    (commands, functions)
}

/// What scripts use of PowerShell itself: to say and to keep what happens, to look into files and answers, to wait.
const OF_POWERSHELL: [&str; 19] = [
    "Add-Content",
    "ForEach-Object",
    "Format-List",
    "Get-ChildItem",
    "Get-Content",
    "Get-Date",
    "Get-Service",
    "Join-Path",
    "New-Object",
    "Out-String",
    "Select-Object",
    "Set-Content",
    "Set-StrictMode",
    "Sort-Object",
    "Start-Sleep",
    "Test-Path",
    "Where-Object",
    "Write-Host",
    "throw",
];

/// All templates and what none of them has.
fn samples() -> Vec<(String, Document)> {
    let templates = templates::TEMPLATES.iter().map(|template| (template.name.to_owned(), template.document()));
    templates.chain([("odds and ends".to_owned(), odds_and_ends())]).collect()
}

fn of_the_shell(document: &Document) -> Vec<TextFile> {
    let mut files = scripts(document).unwrap();
    files.retain(|file| file.name.ends_with(".ps1"));
    files
}

#[test]
fn every_script_is_powershell_to_a_grammar_that_is_not_ours() {
    assert_eq!(unreadable("Get-Service -Name 'a'; }"), ["1: Get-Service -Name 'a'; }"], "it does complain");
    for (name, document) in samples() {
        for file in of_the_shell(&document) {
            assert_eq!(unreadable(&file.text), [""; 0], "{} of {name}", file.name);
        }
    }
}

#[test]
fn scripts_name_only_commands_of_the_list_and_those_of_powershell() {
    for (name, document) in samples() {
        let mut n = 0;
        for file in of_the_shell(&document) {
            let (commands, functions) = commands_in(&file.text);
            for (command, parameters) in commands {
                if let Some(row) = CMDLETS.iter().find(|row| row.name == command) {
                    n += 1;
                    let known = |parameter: &&String| row.parameters.iter().any(|known| known.name == **parameter);
                    let strange: Vec<_> = parameters.iter().filter(|it| !known(it)).collect();
                    assert!(strange.is_empty(), "{} of {name}: {command} {strange:?}", file.name);
                } else {
                    let is_known = functions.contains(&command) || OF_POWERSHELL.contains(&command.as_str());
                    assert!(is_known, "{} of {name}: {command}", file.name);
                    // To a command in front of it without parentheses, `-and` is a parameter.
                    let operators = ["and", "or", "eq", "ne", "contains", "match"];
                    assert!(!parameters.iter().any(|it| operators.contains(&it.as_str())), "{}: {command}", file.name);
                }
            }
        }
        assert!(n > 20, "{n} of {name}");
    }
}

#[test]
fn no_cmdlet_is_run_that_the_product_does_not_have() {
    for (_, document) in samples() {
        let own = document.topology.deployment().product;
        for file in of_the_shell(&document) {
            let stem = file.name.trim_end_matches(".ps1");
            let product = stem.rsplit('-').next().and_then(Product::from_token).unwrap_or(own);
            for (command, parameters) in commands_in(&file.text).0 {
                let Some(row) = CMDLETS.iter().find(|row| row.name == command) else { continue };
                assert!(row.products.contains(product), "{}: {command}", file.name);
                for row in row.parameters.iter().filter(|row| parameters.iter().any(|name| name == row.name)) {
                    assert!(row.products.contains(product), "{}: {command} -{}", file.name, row.name);
                }
            }
        }
    }
}

#[test]
fn a_script_has_the_helpers_that_it_asks_and_no_other() {
    for (name, document) in samples() {
        for file in of_the_shell(&document) {
            let (commands, functions) = commands_in(&file.text);
            for function in functions {
                assert!(
                    commands.iter().any(|(command, _)| *command == function),
                    "{} of {name}: {function}",
                    file.name
                );
            }
        }
    }
}

#[test]
fn a_pool_of_another_product_is_looked_after_in_its_own_shell() {
    let files = of_the_shell(&odds_and_ends());
    let of_old: Vec<_> = files.iter().filter(|file| file.text.contains("\n#Requires -Modules Lync\n")).collect();
    let names: Vec<_> = of_old.iter().map(|file| file.name.as_str()).collect();
    let all = [
        "02-back-up",
        "06-mirrors",
        "09-simple-urls-on-each-server",
        "10-each-server",
        "10-server-certificates",
        "16-check",
    ];
    assert_eq!(names, all.map(|stage| format!("{stage}-2013.ps1")));
    for file in &files {
        let is_of_old = file.name.contains("-2013.");
        let says_so = file.text.contains("Get-CsDatabaseMirrorState -PoolFqdn 'old-fe.contoso.com'");
        assert!(is_of_old || !says_so, "{}", file.name);
    }
}

#[test]
fn files_are_plain_ascii_and_called_by_names_of_ours() {
    for template in templates::TEMPLATES {
        for file in scripts(&template.document()).unwrap() {
            assert!(file.text.is_ascii() && !file.text.contains('\r'), "{}", file.name);
            assert!(file.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.".contains(&b)));
        }
    }
}

/// The document with `hostile` in every name, address and path of it, after a mark to look for.
fn with_hostile_names(document: &Document, hostile: &str) -> Document {
    fn mark(value: &mut Value, hostile: &str, is_name: bool) {
        match value {
            Value::String(text) if is_name || text.contains(['.', '\\']) => *text = format!("zqx{hostile}{text}"),
            Value::Array(items) => items.iter_mut().for_each(|item| mark(item, hostile, is_name)),
            Value::Object(fields) => fields.iter_mut().for_each(|(field, value)| {
                mark(value, hostile, ["name", "id", "instance", "display_name"].contains(&field.as_str()));
            }),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(&document.topology).unwrap();
    mark(&mut value, hostile, false);
    Document { topology: serde_json::from_value(value).unwrap(), ..document.clone() }
}

#[test]
fn what_is_saved_stays_in_the_folder_that_was_asked_for() {
    let document = with_hostile_names(&template("stretched-chat"), r"..\..\c:/x");
    let files = scripts(&document).unwrap();
    let saving = files.iter().find(|file| file.name == "02-back-up.ps1").unwrap();
    let texts = powershell_tokens(&saving.text).unwrap().into_iter().filter_map(|token| match token {
        Token::Text(text) => Some(text).filter(|text| text.ends_with(".zip")),
        _ => None,
    });
    let names: Vec<_> = texts.collect();
    assert!(names.len() > 6 && names.iter().all(|name| !name.contains(['\\', '/', ':'])), "{names:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_value_of_the_document_stands_in_a_quoted_token_only(
        hostile in prop::collection::vec(
            prop::sample::select(
                "'\"`$(){}#<>;-/*\u{2018}\u{2019}\u{201a}\u{201b}\u{201d}\r\n\\]a ".chars().collect::<Vec<_>>(),
            ),
            0..8,
        ).prop_map(String::from_iter),
        name in prop::sample::select(vec!["stretched-chat", "two-data-centres", "availability-group-2019", ""]),
    ) {
        let document = if name.is_empty() { odds_and_ends() } else { template(name) };
        let marked = with_hostile_names(&document, &hostile);
        let mut n_texts = 0;
        for file in scripts(&marked).unwrap() {
            let is_shell = file.name.ends_with(".ps1");
            let tokens = if is_shell { powershell_tokens(&file.text) } else { transact_sql_tokens(&file.text) };
            prop_assert!(tokens.is_some(), "{} ends in a string", file.name);
            if is_shell {
                prop_assert_eq!(unreadable(&file.text), [""; 0], "{}", file.name);
            }
            for token in tokens.unwrap() {
                match token {
                    Token::Text(text) => n_texts += usize::from(text.contains("zqx")),
                    Token::Code(code) | Token::Expanding(code) | Token::Comment(code) => {
                        prop_assert!(!code.contains("zqx"), "{}: {code}", file.name);
                    }
                }
            }
        }
        prop_assert!(n_texts > 20);
        let [plain, hostile] = [&document, &marked].map(|document| by_hand(document).unwrap().lines().count());
        prop_assert_eq!(plain, hostile, "the page of tasks has other lines");
    }
}
