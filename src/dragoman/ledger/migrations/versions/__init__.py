"""The steps from schema to schema, in order. A step that was released is never changed."""
