//! A tray: the service that tray icons register with, and a hand that uses their menus.

#![expect(clippy::unused_self, clippy::used_underscore_binding, reason = "the interface is what the bus says it is")]
#![expect(missing_docs, reason = "what the macro writes has no words")]

use crate::bus::call;
use crate::wait::until;
use std::sync::{Arc, Mutex};
use zbus::message::Header;
use zbus::object_server::SignalEmitter;
use zbus::{Connection, connection, fdo, interface};

const NAME: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";

/// The registered icons, as `bus/path`.
type Items = Arc<Mutex<Vec<String>>>;

struct Watcher {
    items: Items,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    async fn register_status_notifier_item(
        &mut self,
        service: &str,
        #[zbus(header)] header: Header<'_>,
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
    ) -> fdo::Result<()> {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        let item = if service.starts_with('/') {
            format!("{sender}{service}")
        } else {
            format!("{service}/StatusNotifierItem")
        };
        self.items.lock().unwrap().push(item.clone());
        emitter.status_notifier_item_registered(&item).await?;
        Ok(())
    }

    fn register_status_notifier_host(&self, _service: &str) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.items.lock().unwrap().clone()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }

    #[zbus(signal)]
    async fn status_notifier_item_registered(emitter: &SignalEmitter<'_>, item: &str) -> zbus::Result<()>;
}

/// A tray with room for icons. Must be there before the application starts, as it is on a desktop.
pub struct Tray {
    items: Items,
    _connection: Connection,
}

impl Tray {
    /// Puts it up on this desktop's bus.
    pub async fn put_up() -> Self {
        let items = Items::default();
        let watcher = Watcher { items: items.clone() };
        let builder = connection::Builder::session().unwrap().name(NAME).unwrap().serve_at(PATH, watcher).unwrap();
        Self { items, _connection: builder.build().await.unwrap() }
    }

    /// The labels of the icon's menu.
    pub async fn menu(&self) -> Vec<String> {
        let layout = self.layout().await;
        layout.split("'label': <'").skip(1).filter_map(|rest| rest.split('\'').next()).map(str::to_owned).collect()
    }

    /// Chooses an entry of the icon's menu.
    pub async fn choose(&self, label: &str) {
        let layout = self.layout().await;
        let before = layout.split(&format!("'label': <'{label}'>")).next().filter(|before| before.len() < layout.len());
        let before = before.unwrap_or_else(|| panic!("no {label} in {layout}"));
        let id = before.rsplit("<(").next().and_then(|entry| entry.split(',').next()).unwrap().trim().to_owned();
        let (bus, path) = self.address().await;
        call(&bus, &path, "com.canonical.dbusmenu.Event", &[&id, "clicked", "<''>", "0"]);
    }

    /// The icon's own description, which changes with its state.
    pub async fn icon(&self) -> String {
        let (bus, path) = self.item().await;
        call(&bus, &path, "org.freedesktop.DBus.Properties.GetAll", &["org.kde.StatusNotifierItem"])
    }

    async fn item(&self) -> (String, String) {
        let item = until("a tray icon", async || self.items.lock().unwrap().last().cloned()).await;
        let (bus, path) = item.split_once('/').unwrap();
        (bus.to_owned(), format!("/{path}"))
    }

    async fn address(&self) -> (String, String) {
        let (bus, path) = self.item().await;
        let menu = call(&bus, &path, "org.freedesktop.DBus.Properties.Get", &["org.kde.StatusNotifierItem", "Menu"]);
        (bus, menu.split('\'').nth(1).unwrap_or_else(|| panic!("no menu in {menu}")).to_owned())
    }

    async fn layout(&self) -> String {
        let (bus, path) = self.address().await;
        call(&bus, &path, "com.canonical.dbusmenu.GetLayout", &["0", "--", "-1", "[]"])
    }
}
