//! The books of both sides as a file.

use rust_decimal::Decimal;
use simulators::ridgeline::{Company, Kind};
use simulators::{Loaded, Settings, Simulation, Snapshot, SnapshotError};

use crate::bench::{amount, harbor};

async fn simulation() -> Simulation {
    simulators::start(Company::with_jobs([harbor()]), Settings::default()).await.unwrap()
}

fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("simulators-{name}-{}", std::process::id()));
    drop(std::fs::remove_dir_all(&folder));
    folder
}

#[tokio::test]
async fn the_books_are_tomorrow_what_they_were_left_as_today() {
    let (today, folder) = (simulation().await, folder("books"));
    let file = folder.join("books.json");
    assert_eq!(today.load(&file).unwrap(), Loaded::Nothing);
    let project = today.procore.project_of("24-101").unwrap();
    today.procore.set_amount(project, "03-30-00.S", amount("612400.00"));
    today.procore.add_line(project, "02-41-00.S", amount("0.10"));
    today.procore.lock(project);
    today.acumatica.set_original_amount("24-101", "BASE", "05-50-00", "MATERIAL", "<N/A>", amount("1.25")).unwrap();
    today.save(&file).unwrap();

    let tomorrow = simulation().await;
    assert_eq!(tomorrow.load(&file).unwrap(), Loaded::Restored);
    assert_eq!(tomorrow.procore.budget(project), today.procore.budget(project));
    assert_eq!(tomorrow.procore.history(project), today.procore.history(project));
    assert!(tomorrow.procore.is_locked(project));
    assert_eq!(tomorrow.acumatica.original_total("24-101", Kind::Expense), amount("612401.25"));
    assert_eq!(tomorrow.snapshot().to_json(), today.snapshot().to_json(), "the same books, the same bytes");
    tomorrow.procore.set_amount(project, "03-35-00.L", Decimal::ONE);
    assert_eq!(tomorrow.procore.budget(project).len(), 3, "it goes on from there");
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn what_cannot_be_taken_up_is_set_aside_and_the_books_are_as_they_began() {
    let (simulation, folder) = (simulation().await, folder("aside"));
    let file = folder.join("books.json");
    let other = simulators::start(Company::ridgeline(3), Settings::default()).await.unwrap().snapshot().to_json();
    let older = simulation.snapshot().to_json().replacen("\"version\":2", "\"version\":1", 1);
    let damaged = simulation.snapshot().to_json()[..4_000].to_owned();
    let before = simulation.snapshot().to_json();
    for (text, why) in [
        (other, SnapshotError::OtherCompany),
        (older, SnapshotError::Unreadable),
        (damaged, SnapshotError::Unreadable),
        (String::new(), SnapshotError::Unreadable),
        (r#"{"version":2}"#.into(), SnapshotError::Unreadable),
    ] {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(&file, &text).unwrap();
        let at = folder.join("books.json.unread");
        assert_eq!(simulation.load(&file).unwrap(), Loaded::SetAside { at: at.clone(), why });
        assert_eq!(std::fs::read_to_string(at).unwrap(), text, "nothing is thrown away");
        assert!(!file.exists());
        assert_eq!(simulation.snapshot().to_json(), before);
    }
    assert_eq!(Snapshot::from_json("no books").err(), Some(SnapshotError::Unreadable));
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn fields_of_another_tenant_are_taken_up_on_neither_side() {
    let simulation = simulation().await;
    let project = simulation.procore.project_of("24-101").unwrap();
    simulation.procore.set_amount(project, "03-30-00.S", Decimal::ONE);
    let renamed = simulation.snapshot().to_json().replace("OriginalBudgetedAmount", "BudgetedAmount");
    simulation.procore.set_amount(project, "03-30-00.S", Decimal::TWO);
    let kept = Snapshot::from_json(&renamed).unwrap();
    assert_eq!(simulation.restore(&kept), Err(SnapshotError::Unreadable));
    assert_eq!(simulation.procore.amount(project, "03-30-00.S"), Some(Decimal::TWO));
}
