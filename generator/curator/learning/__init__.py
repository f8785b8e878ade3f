"""Learning the words of topics from papers that have them."""
