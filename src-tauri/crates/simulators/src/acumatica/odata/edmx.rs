//! `$metadata`: a service described as EDMX, version 4.

use std::fmt::Write as _;

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};

use super::Service;
use crate::acumatica::schema::{Access, FieldKind, Schema};

pub(super) fn response(service: Service) -> Response<Body> {
    let mut response = Response::new(Body::from(document(service)));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/xml; charset=utf-8"));
    response
}

fn document(service: Service) -> String {
    let namespace = match service {
        Service::Inquiries => "GenericInquiry",
        Service::Classes => "PX.OData",
    };
    let mut types = String::new();
    let mut sets = String::new();
    for set in service.sets() {
        types.push_str(&entity_type(set.schema, namespace));
        set.schema.linked.iter().for_each(|linked| types.push_str(&entity_type(linked, namespace)));
        for name in set.names {
            push(
                &mut sets,
                format_args!("<EntitySet Name=\"{name}\" EntityType=\"{namespace}.{}\"/>", set.schema.name),
            );
        }
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\
         <edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"{namespace}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{types}</Schema>\
         <Schema Namespace=\"Default\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
         <EntityContainer Name=\"Default\">{sets}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>"
    )
}

fn entity_type(schema: &Schema, namespace: &str) -> String {
    let mut keys = String::new();
    let mut properties = String::new();
    for field in schema.fields {
        let kind = match field.kind {
            FieldKind::Text => "Edm.String",
            FieldKind::Number => "Edm.Decimal",
            FieldKind::Whole => "Edm.Int32",
            FieldKind::Boolean => "Edm.Boolean",
            FieldKind::Moment => "Edm.DateTimeOffset",
        };
        let is_key = matches!(field.access, Access::Key { .. });
        if is_key {
            push(&mut keys, format_args!("<PropertyRef Name=\"{}\"/>", field.name));
        }
        push(
            &mut properties,
            format_args!("<Property Name=\"{}\" Type=\"{kind}\" Nullable=\"{}\"/>", field.name, !is_key),
        );
    }
    for linked in schema.linked {
        push(&mut properties, format_args!("<NavigationProperty Name=\"{0}\" Type=\"{namespace}.{0}\"/>", linked.name));
    }
    format!("<EntityType Name=\"{}\"><Key>{keys}</Key>{properties}</EntityType>", schema.name)
}

fn push(text: &mut String, more: std::fmt::Arguments<'_>) {
    text.write_fmt(more).expect("a string takes all that is written to it");
}
