//! From lines to rows: what the lines declare first, then what they say of it, so that a name may be used before the
//! line that declares it.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use uuid::Uuid;

use super::error::SketchError;
use super::item::{Item, Place, Task};
use super::kind;
use super::lines::{Line, Word, lines};
use super::names::{Named, Names};
use super::words::{Attributes, Words, unknown_word};
use super::{Expected, Sketch};
use crate::model::{
    AnyId, DataCentre, Document, Fqdn, Gateway, Id, Link, Pin, Rows, Site, SiteRef, SqlInstance, Topology, Trunk,
    Waiver, WaiverKey,
};
use crate::vendor::Product;

/// Reads a sketch.
pub(super) fn read(text: &str) -> Result<Sketch, SketchError> {
    read_with(text, Reader::default())
}

/// Reads a sketch that is pasted into a deployment: it may name what stands there, and what stands nowhere.
pub(super) fn read_within(text: &str, topology: &Topology, seed: Uuid) -> Result<Sketch, SketchError> {
    read_with(text, Reader { names: Names::within(topology, seed), ..Reader::default() })
}

fn read_with(text: &str, mut reader: Reader) -> Result<Sketch, SketchError> {
    let lines = lines(text)?;
    kind::deployment::read_header(lines.iter().find(|line| line.first().is("deployment")), &mut reader)?;
    let mut tasks = Vec::new();
    for line in &lines {
        reader.declare(line, Place::Top, &mut tasks)?;
    }
    tasks.sort_by_key(|(task, _)| task.turn());
    for (task, line) in tasks {
        task.read(line, &mut reader)?;
    }
    Ok(reader.finish())
}

/// What has been read so far, and what the line being read needs to know.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) rows: Rows,
    pub(super) names: Names,
    /// The default SIP domain.
    pub(super) domain: Fqdn,
    /// What new pools run.
    pub(super) product: Product,
    /// Where rows go that a line only names.
    pub(super) here: Here,
    /// Instances whose line says something of the port of their mirroring endpoint.
    pub(super) said_mirror_ports: BTreeSet<Id<SqlInstance>>,
    /// Sites whose lines say where they stand.
    pub(super) said_data_centres: BTreeSet<Id<Site>>,
    /// Data centres in the order of their lines; behind them those that are only named.
    pub(super) data_centres: Vec<Id<DataCentre>>,
    /// Links in the order of their lines.
    pub(super) links: Vec<Id<Link>>,
    /// The trunks of each gateway that has not been read yet.
    pub(super) trunks: BTreeMap<Id<Gateway>, Vec<Id<Trunk>>>,
    pub(super) pins: Vec<(AnyId, Pin)>,
    pub(super) waivers: Vec<(WaiverKey, Waiver)>,
    /// Rows that lines have brought into being without being about them.
    made: Vec<AnyId>,
    expected: Vec<Expected>,
}

/// A site and a data centre.
#[derive(Default, Clone, Copy)]
pub(super) struct Here {
    pub(super) site: Option<SiteRef>,
    pub(super) data_centre: Option<Id<DataCentre>>,
    /// The other data centre of what is stretched over two.
    pub(super) second_data_centre: Option<Id<DataCentre>>,
}

impl Reader {
    /// Gives a line's row an id, and those of the lines under it.
    pub(super) fn declare<'a>(
        &mut self,
        line: &'a Line,
        place: Place,
        tasks: &mut Vec<(Task, &'a Line)>,
    ) -> Result<(), SketchError> {
        let word = line.first();
        let Some(item) = Item::of(word) else {
            return Err(unknown_word(word, place.title(), place.words()));
        };
        if !item.may_stand(place) {
            return Err(item.misplaced(word, place));
        }
        let task = item.declare(line, place, self)?;
        tasks.push((task, line));
        let Some(inside) = task.place() else { return Ok(()) };
        line.children
            .iter()
            .filter(|child| Item::of(child.first()).is_some())
            .try_for_each(|child| self.declare(child, inside, tasks))
    }

    /// The row a word names: the nth of that name, from 1.
    pub(super) fn id<T: Named>(&mut self, word: &Word, nth: usize) -> Result<Id<T>, SketchError> {
        let name = T::key(word, &self.domain);
        if let Some(id) = self.names.get(&name, nth) {
            return Ok(id);
        }
        if nth == 1
            && let Some(id) = T::implied(word, self)?
        {
            self.made(T::any(id));
            return Ok(id);
        }
        self.names.nothing().ok_or_else(|| self.names.unknown::<T>(word, nth, &self.domain))
    }

    /// The name in a line's second word, in full.
    pub(super) fn name_in<T: Named>(&self, line: &Line) -> Result<String, SketchError> {
        Words::behind_first(line).expect("a name").map(|word| T::key(word, &self.domain))
    }

    /// Reads what follows the name in a line.
    pub(super) fn read_header<R: 'static>(
        &mut self,
        table: Attributes<R>,
        row: &mut R,
        line: &Line,
    ) -> Result<(), SketchError> {
        let mut words = Words::behind_first(line);
        words.expect("a name")?;
        table.read_phrases(row, &mut words, self)?;
        words.finish()
    }

    /// Remembers a row that the line being read has brought into being.
    pub(super) fn made(&mut self, id: impl Into<AnyId>) {
        self.made.push(id.into());
    }

    /// How many such rows there are.
    pub(super) fn n_made(&self) -> usize {
        self.made.len()
    }

    /// Remembers the marks of a line about a row.
    pub(super) fn expect(&mut self, line: &Line, row: impl Into<AnyId>) {
        self.expect_since(self.n_made(), line, row);
    }

    /// Remembers the marks of a line about a row, or one of those that came into being since there were `n_made`.
    pub(super) fn expect_since(&mut self, n_made: usize, line: &Line, row: impl Into<AnyId>) {
        if line.marks.is_empty() {
            return;
        }
        let entities: Vec<AnyId> = std::iter::once(row.into()).chain(self.made[n_made..].iter().copied()).collect();
        for &code in &line.marks {
            self.expected.push(Expected { code, entities: entities.clone(), line: line.first().at.line });
        }
    }

    /// Refuses lines under one that contains nothing.
    pub(super) fn nothing_under(&self, line: &Line) -> Result<(), SketchError> {
        let Some(child) = line.children.first() else { return Ok(()) };
        let place = format!("under `{}`", line.first().text);
        Err(unknown_word(child.first(), &place, std::iter::empty()))
    }

    fn finish(mut self) -> Sketch {
        self.expected.sort_by_key(|expected| (expected.line, expected.code));
        let (sites, instances) = (mem::take(&mut self.rows.sites), mem::take(&mut self.rows.sql_instances));
        let mut topology = Topology::from(self.rows);
        let ports = kind::store::unsaid_mirror_ports(&topology);
        let with_port = |(id, row): (Id<SqlInstance>, SqlInstance)| {
            let said = self.said_mirror_ports.contains(&id);
            let mirror_port = if said { row.mirror_port } else { ports.get(&id).copied() };
            (id, SqlInstance { mirror_port, ..row })
        };
        topology.sql_instances = instances.into_iter().map(with_port).collect();
        let with_data_centres = |(id, row): (Id<Site>, Site)| {
            if self.said_data_centres.contains(&id) {
                return (id, row);
            }
            let used = kind::place::used_data_centres(&topology, id);
            let data_centres = self.data_centres.iter().copied().filter(|id| used.contains(id)).collect();
            (id, Site { data_centres, ..row })
        };
        topology.sites = sites.into_iter().map(with_data_centres).collect();
        let (sheet, waivers) = (self.pins.into_iter().collect(), self.waivers.into_iter().collect());
        Sketch { document: Document { topology, sheet, waivers, origin: None }, expected: self.expected }
    }
}

impl Here {
    /// Of a row in a data centre.
    pub(super) fn of(site: SiteRef, data_centres: &[Id<DataCentre>]) -> Self {
        Self {
            site: Some(site),
            data_centre: data_centres.first().copied(),
            second_data_centre: data_centres.get(1).or(data_centres.first()).copied(),
        }
    }
}
