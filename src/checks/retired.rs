use crate::text::Code;

/// The codes of the catalogue that no rule has any more, each with the reason. A code is never given to another rule.
pub fn retired() -> &'static [(Code, &'static str)] {
    &RETIRED
}

static RETIRED: [(Code, &str); 36] = [
    (Code::literal("ST017"), "No document holds the edition that a Director is licensed as."),
    (
        Code::literal("HA023"),
        "Roles belong to a pool in the model and in both file formats; a server that serves another pool too is CO001.",
    ),
    (Code::literal("DR031"), "No document holds the names of response group objects."),
    (
        Code::literal("DB021"),
        "The mirroring port is the instance's in the model, so that two references cannot differ.",
    ),
    (Code::literal("DB027"), "Every case is already reported by MA005 with the same severity."),
    (Code::literal("DB052"), "A mirror on Express is reported by DB015 or DB008, and a witness may run on Express."),
    (Code::literal("DB053"), "DB008 and DB014 already exclude every older version."),
    (
        Code::literal("PC012"),
        "A pool has one site and its servers carry only their data centre; the second data centre may well belong to \
         another site, so it is no fault.",
    ),
    (Code::literal("PC051"), "DB007 reports the same condition with the same severity."),
    (Code::literal("PC052"), "DB005 reports the same condition for an instance, DB006 for a server."),
    (Code::literal("PC058"), "Covered by CO001 for other roles, CO002 for Office Web Apps and DB002 for SQL Server."),
    (Code::literal("ED016"), "IP002 reports the same condition with the same severity."),
    (Code::literal("ED018"), "A pool has one kind of load balancing for both interfaces, so they cannot differ."),
    (Code::literal("ED031"), "NA008 reports the same condition with the same severity."),
    (Code::literal("ED040"), "ST008 reports the same condition with the same severity."),
    (Code::literal("ED041"), "DR027 reports the same condition with the same severity."),
    (
        Code::literal("ED042"),
        "The topology holds no reference to nothing and knows one forest; a next hop of another role is reported by ED004.",
    ),
    (Code::literal("DI004"), "Covered by NA014 for external and NA015 for internal names, with the same severity."),
    (Code::literal("DI009"), "DR016 reports the same condition with the same severity."),
    (
        Code::literal("ME017"),
        "The topology does not tell a session border controller from a gateway, nor where a SIP trunk ends.",
    ),
    (
        Code::literal("ME020"),
        "The calls of the busy hour, and how many bypass the Mediation Server, are in no document.",
    ),
    (
        Code::literal("ME021"),
        "A collocated Mediation Server has neither a next hop nor an Edge pool of its own: it uses those of its pool.",
    ),
    (Code::literal("ME022"), "IP006 reports the same condition with the same severity."),
    (Code::literal("BR002"), "ST018 reports the same condition; pools of 2010 are not part of the model."),
    (Code::literal("MA004"), "DB007 reports the same condition with the same severity."),
    (Code::literal("MA007"), "DB008 reports the same condition with the same severity."),
    (Code::literal("CM003"), "A deployment names one pool at most, so that there are never two."),
    (
        Code::literal("CO006"),
        "It is allowed, and no page says how many users make a pool too large for an application beside it.",
    ),
    (Code::literal("WA003"), "The topology does not say in which network an Office Web Apps server stands."),
    (Code::literal("VI008"), "How many video systems there are is in no document; one gateway stands for any number."),
    (Code::literal("VI009"), "ST006 reports the same condition with the same severity."),
    (
        Code::literal("NA009"),
        "In one domain one host name is one FQDN, reported by NA007 or CO001; longer names that begin alike, by NA004.",
    ),
    (
        Code::literal("UR010"),
        "No vendor file holds the simple URLs of a site: Set-CsSimpleUrlConfiguration alone sets them.",
    ),
    (
        Code::literal("IP012"),
        "The topology knows no other software; what it knows to listen on a Front End is reported by CO002, ED037 and IP007.",
    ),
    (Code::literal("CP008"), "No document holds the load of response groups and call park."),
    (Code::literal("CP009"), "No document holds the free space of a disk."),
];

#[cfg(test)]
mod tests {
    use crate::checks::{catalogue, retired};

    #[test]
    fn no_rule_has_a_retired_code_and_every_code_is_retired_once() {
        let codes: Vec<_> = retired().iter().map(|(code, _)| *code).collect();
        assert!(catalogue().all(|rule| !codes.contains(&rule.code)));
        assert!(codes.iter().enumerate().all(|(n_before, code)| !codes[..n_before].contains(code)));
    }
}
