use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::Checked;
use crate::checks::{House, Waived};
use crate::cli::Failure;
use crate::cli::console::Console;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Code;

/// A suite for each document, a case for each rule that was asked: failed by what weighs as much as `deny`, skipped
/// where all that it finds is waived.
pub(super) fn print(all: &[Checked], deny: Severity, console: &mut Console) -> Result<(), Failure> {
    let mut report = Report::new("linchpin");
    for checked in all {
        let mut suite = TestSuite::new(&*checked.input.name);
        suite.add_test_cases(
            checked.asked.iter().map(|rule| case(rule.code, &format!(" {}", rule.name), checked, deny)),
        );
        let of_house = checked.house.iter().flat_map(House::rules);
        suite.add_test_cases(of_house.map(|rule| case(rule.code, "", checked, deny)));
        report.add_test_suite(suite);
    }
    console.line(report.to_string().map_err(Failure::output)?.trim_end());
    Ok(())
}

fn case(code: Code, name: &str, checked: &Checked, deny: Severity) -> TestCase {
    let review = &checked.review;
    let own = review.findings.iter().filter(|found| found.code == code);
    let (failures, lesser): (Vec<&Diagnostic>, Vec<_>) = own.partition(|found| found.severity >= deny);
    let waived: Vec<&Waived> = review.waived.iter().filter(|waived| waived.finding.code == code).collect();
    let status = if let Some(first) = failures.first() {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        let message = match failures.len() {
            1 => first.message.to_string(),
            n => format!("{} (and {} more)", first.message, n - 1),
        };
        status.set_message(message).set_type(first.severity.word()).set_description(lines(&failures, checked));
        status
    } else if lesser.is_empty() && !waived.is_empty() {
        let mut status = TestCaseStatus::skipped();
        let reasons: Vec<&str> = waived.iter().map(|waived| &*waived.waiver.reason).collect();
        status.set_message(format!("waived: {}", reasons.join("; ")));
        status
    } else {
        TestCaseStatus::success()
    };
    let mut case = TestCase::new(format!("{code}{name}"), status);
    case.set_classname(format!("linchpin.{}", code.family()));
    if !lesser.is_empty() {
        case.set_system_out(lines(&lesser, checked));
    }
    case
}

fn lines(findings: &[&Diagnostic], checked: &Checked) -> String {
    let line = |found: &&Diagnostic| {
        let help = found.help.as_ref().map(|help| format!(" {help}")).unwrap_or_default();
        format!("{}: {}: {}{help}", found.severity.word(), checked.entity(found.place.entity), found.message)
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}
