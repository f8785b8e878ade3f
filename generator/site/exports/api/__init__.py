"""The catalogue for programs: JSON of bounded size below ``api/v1/``, with its schemas."""
