use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;

use crate::work::{Cancel, Progress};

/// Enough for the rules to be asked while something is exported and something else is looked at.
const N_WORKERS: usize = 3;

/// What a job is for. Of each kind at most one runs and one waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JobKind {
    /// The rules.
    Check,
    /// What fails when.
    Analyse,
    /// The layout of the drawing.
    Arrange,
    /// Writing the document.
    Save,
    /// Reading a document.
    Open,
    /// Reading what is published, to compare the document with it.
    Compare,
    /// Writing deliverables.
    Export,
    /// Making one to be looked at.
    Preview,
}

/// Work off the caller's thread. Each job ends with one event, which the caller polls for.
///
/// A newer job replaces a waiting older one of its kind, and tells a running one to stop; it begins when that has
/// stopped, so that two saves never cross. Dropping this stops everything except saves, which are finished.
#[derive(Debug)]
pub struct Jobs<E> {
    shared: Arc<Shared<E>>,
    events: Receiver<E>,
    workers: Vec<JoinHandle<()>>,
}

type Job<E> = Box<dyn FnOnce(&Cancel, &Progress) -> E + Send>;

struct Shared<E> {
    queue: Mutex<Queue<E>>,
    changed: Condvar,
    wake: Box<dyn Fn() + Send + Sync>,
    on_panic: Box<dyn Fn(JobKind, String) -> E + Send + Sync>,
}

struct Queue<E> {
    /// In the order in which their kinds were first asked for.
    waiting: Vec<(JobKind, Job<E>)>,
    running: Vec<Running>,
    is_closing: bool,
}

#[derive(Clone)]
struct Running {
    kind: JobKind,
    cancel: Cancel,
    progress: Progress,
}

impl<E: Send + 'static> Jobs<E> {
    /// Starts the workers. After each event `wake` is called, on a worker; `on_panic` makes the event of a job that
    /// panicked, from what it said.
    pub fn new(
        wake: impl Fn() + Send + Sync + 'static,
        on_panic: impl Fn(JobKind, String) -> E + Send + Sync + 'static,
    ) -> Self {
        let shared = Arc::new(Shared {
            queue: Mutex::new(Queue { waiting: Vec::new(), running: Vec::new(), is_closing: false }),
            changed: Condvar::new(),
            wake: Box::new(wake),
            on_panic: Box::new(on_panic),
        });
        let (sender, events) = channel();
        let workers = (0..N_WORKERS)
            .map(|_| {
                let (shared, sender) = (Arc::clone(&shared), sender.clone());
                std::thread::spawn(move || shared.work(&sender))
            })
            .collect();
        Self { shared, events, workers }
    }

    /// Asks for a job. It must poll its `Cancel` every few milliseconds.
    pub fn start(&self, kind: JobKind, job: impl FnOnce(&Cancel, &Progress) -> E + Send + 'static) {
        let mut queue = self.shared.lock();
        queue.cancel_running(|running| running == kind);
        match queue.waiting.iter_mut().find(|(waiting, _)| *waiting == kind) {
            Some((_, older)) => *older = Box::new(job),
            None => queue.waiting.push((kind, Box::new(job))),
        }
        self.shared.changed.notify_all();
    }

    /// Gives up the jobs of a kind: one that waits never begins, one that runs is told to stop and still ends with
    /// its event.
    pub fn cancel(&self, kind: JobKind) {
        let mut queue = self.shared.lock();
        queue.waiting.retain(|(waiting, _)| *waiting != kind);
        queue.cancel_running(|running| running == kind);
    }

    /// The next event, if there is one.
    pub fn poll(&self) -> Option<E> {
        self.events.try_recv().ok()
    }

    /// Whether a job of that kind runs or waits.
    pub fn is_busy(&self, kind: JobKind) -> bool {
        let queue = self.shared.lock();
        queue.is_running(kind) || queue.waiting.iter().any(|(waiting, _)| *waiting == kind)
    }

    /// How far the running job of that kind is.
    pub fn progress(&self, kind: JobKind) -> Option<f32> {
        let queue = self.shared.lock();
        queue.running.iter().find(|running| running.kind == kind).map(|running| running.progress.fraction())
    }
}

impl<E> Drop for Jobs<E> {
    fn drop(&mut self) {
        let mut queue = self.shared.lock();
        queue.is_closing = true;
        queue.waiting.retain(|(kind, _)| *kind == JobKind::Save);
        queue.cancel_running(|kind| kind != JobKind::Save);
        drop(queue);
        self.shared.changed.notify_all();
        for worker in self.workers.drain(..) {
            // A worker that panicked has nothing left to finish.
            let _ = worker.join();
        }
    }
}

impl<E> Shared<E> {
    fn lock(&self) -> MutexGuard<'_, Queue<E>> {
        self.queue.lock().expect("nobody panics while the queue is locked")
    }

    fn work(&self, events: &Sender<E>) {
        while let Some((job, running)) = self.next() {
            let Running { kind, cancel, progress } = &running;
            // Nothing that a job was halfway through is seen again: it owns what it was given.
            let event = catch_unwind(AssertUnwindSafe(|| job(cancel, progress)))
                .unwrap_or_else(|panic| (self.on_panic)(*kind, words_of(panic.as_ref())));
            // A job that is over has its event in the queue; once nobody listens any more there is nobody to tell.
            let is_heard = events.send(event).is_ok();
            self.lock().running.retain(|other| other.kind != *kind);
            self.changed.notify_all();
            if is_heard {
                (self.wake)();
            }
        }
    }

    /// The next job whose kind does not run already, waiting for one; none once all is to end.
    fn next(&self) -> Option<(Job<E>, Running)> {
        let mut queue = self.lock();
        loop {
            if let Some(at) = queue.waiting.iter().position(|(kind, _)| !queue.is_running(*kind)) {
                let (kind, job) = queue.waiting.remove(at);
                let running = Running { kind, cancel: Cancel::default(), progress: Progress::default() };
                queue.running.push(running.clone());
                return Some((job, running));
            }
            if queue.is_closing && queue.waiting.is_empty() {
                return None;
            }
            queue = self.changed.wait(queue).expect("nobody panics while the queue is locked");
        }
    }
}

impl<E> Queue<E> {
    fn is_running(&self, kind: JobKind) -> bool {
        self.running.iter().any(|running| running.kind == kind)
    }

    fn cancel_running(&self, which: impl Fn(JobKind) -> bool) {
        self.running.iter().filter(|running| which(running.kind)).for_each(|running| running.cancel.cancel());
    }
}

impl<E> std::fmt::Debug for Shared<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}

/// What a panic said.
fn words_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic without words").to_owned()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn jobs() -> (Jobs<String>, Receiver<()>) {
        let (sender, woken) = channel();
        let wake = move || _ = sender.send(());
        (Jobs::new(wake, |kind, words| format!("{kind:?} panicked: {words}")), woken)
    }

    fn next_event(jobs: &Jobs<String>, woken: &Receiver<()>) -> String {
        woken.recv_timeout(Duration::from_secs(10)).expect("a job ends and wakes");
        jobs.poll().expect("who wakes has an event")
    }

    fn until_cancelled(name: &'static str) -> impl FnOnce(&Cancel, &Progress) -> String + Send {
        move |cancel, _| {
            while !cancel.is_cancelled() {
                std::thread::sleep(Duration::from_millis(1));
            }
            format!("{name} stopped")
        }
    }

    fn wait_until(holds: impl Fn() -> bool) {
        while !holds() {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn a_newer_job_stops_the_running_one_and_replaces_the_waiting_one() {
        let (jobs, woken) = jobs();
        let (release, held) = channel::<()>();
        jobs.start(JobKind::Check, move |cancel, _| {
            held.recv().ok();
            format!("first, cancelled: {}", cancel.is_cancelled())
        });
        wait_until(|| jobs.progress(JobKind::Check).is_some());
        jobs.start(JobKind::Check, |_, _| "second".to_owned());
        jobs.start(JobKind::Check, |_, _| "third".to_owned());
        drop(release);
        assert_eq!([(); 2].map(|()| next_event(&jobs, &woken)), ["first, cancelled: true", "third"]);
        wait_until(|| !jobs.is_busy(JobKind::Check));
        assert_eq!(jobs.poll(), None);
    }

    #[test]
    fn a_cancelled_job_stops_within_50_ms() {
        let (jobs, woken) = jobs();
        jobs.start(JobKind::Arrange, until_cancelled("layout"));
        wait_until(|| jobs.progress(JobKind::Arrange).is_some());
        let asked = Instant::now();
        jobs.cancel(JobKind::Arrange);
        assert_eq!(next_event(&jobs, &woken), "layout stopped");
        assert!(asked.elapsed() < Duration::from_millis(50), "{:?}", asked.elapsed());
    }

    #[test]
    fn kinds_do_not_wait_for_each_other() {
        let (jobs, woken) = jobs();
        jobs.start(JobKind::Arrange, until_cancelled("layout"));
        jobs.start(JobKind::Check, |_, _| "checked".to_owned());
        assert_eq!(next_event(&jobs, &woken), "checked");
        assert!(jobs.is_busy(JobKind::Arrange));
    }

    #[test]
    fn two_jobs_of_a_kind_never_run_at_once() {
        let (jobs, _woken) = jobs();
        let inside = Arc::new(Mutex::new(()));
        for _ in 0..200 {
            let inside = Arc::clone(&inside);
            jobs.start(JobKind::Save, move |_, _| {
                let alone = inside.try_lock().is_ok();
                std::thread::yield_now();
                if alone { "alone".to_owned() } else { "crossed".to_owned() }
            });
            std::thread::sleep(Duration::from_micros(50));
        }
        wait_until(|| !jobs.is_busy(JobKind::Save));
        assert!(std::iter::from_fn(|| jobs.poll()).all(|event| event == "alone"));
    }

    #[test]
    fn a_panic_becomes_an_event_and_the_worker_lives_on() {
        let (jobs, woken) = jobs();
        for n in 0..3 {
            jobs.start(JobKind::Export, move |_, _| panic!("no page {n}"));
            assert_eq!(next_event(&jobs, &woken), format!("Export panicked: no page {n}"));
        }
        jobs.start(JobKind::Export, |_, _| "exported".to_owned());
        assert_eq!(next_event(&jobs, &woken), "exported");
    }

    #[test]
    fn closing_finishes_a_save_and_stops_the_rest() {
        let saved = Arc::new(Mutex::new(false));
        let (jobs, _woken) = jobs();
        jobs.start(JobKind::Check, until_cancelled("check"));
        let done = Arc::clone(&saved);
        jobs.start(JobKind::Save, move |_, _| {
            *done.lock().unwrap() = true;
            "saved".to_owned()
        });
        drop(jobs);
        assert!(*saved.lock().unwrap());
    }
}
